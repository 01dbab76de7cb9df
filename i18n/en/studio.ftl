# The studio: what stands on every page of it.
studio = Studio
studio-home = Your podcasts
studio-sign-out = Sign out
studio-to-listeners = The listeners’ pages
studio-faults = Mend these to save
studio-shows = Podcasts
error-studio = Back to the studio
studio-rest = More
