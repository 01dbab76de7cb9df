### notes
