### The search

search-title = Search
search-title-of = “{ $title }” – search results
search-description = Search in episodes, conversations and information about the project.
search-short = Podcasts
search-ask = What are you looking for?
search-how = We look in titles, descriptions and in everything that is said in the episodes. Capital letters and accents make no difference, and words in quotation marks are looked for side by side.
search-only = Only in the podcast:
search-everywhere = Search in all podcasts
search-empty = Type a word, a name or a few words
search-empty-hint = We show the episodes and the information that mention them, and in conversations the moment when they are said, too.
search-count = { $count ->
    [one] { $count }{"\u00A0"}result
   *[other] { $count }{"\u00A0"}results
}
search-count-some = { $count ->
    [one] Nothing has all of these words. { $count }{"\u00A0"}result has some of them
   *[other] Nothing has all of these words. { $count }{"\u00A0"}results have some of them
}
search-none = No results for “{ $title }”
search-none-hint = Check how the word is spelled, type only its beginning, or try another word for the same thing.
search-too-long = This search takes too long
search-too-long-hint = Try it again with a rarer or a longer word.
search-all = See all episodes
search-episode = Episode
search-note = About the project
search-people = People:
search-chapter = Chapter:
search-words = In the conversation:
search-from = Listen from
search-pages = Pages of results
search-before = Previous results
search-after = Next results
search-place = Page { $page } of { $pages }
