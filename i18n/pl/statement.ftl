### statement
