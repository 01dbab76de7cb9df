### show
