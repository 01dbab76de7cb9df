### The player in a frame of another page

embed-title = Player: { $title }
embed-latest-title = The newest episode: { $title }
embed-page = open the episode’s page
embed-not-found = This episode is not here
embed-not-found-hint = It may have been withdrawn, or is not out yet.
embed-none-yet = There is no episode yet
embed-none-yet-hint = The first one will appear here by itself.
embed-show = See the podcast:
embed-failed = The player does not work at the moment
embed-failed-hint = It is not your fault. Reload the page in a moment.
embed-all-episodes = See all podcasts
