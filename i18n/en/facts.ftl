# What is said when a rarer fact of an episode is not taken. `refusal-` and the stable code.

refusal-fact-invalid = { $place }: "{ $value }" does not fit. Expected is { $expected ->
    [true-or-false] true or false
    [text] a text
    [address] a full web address, beginning with https://
    [https] an address that begins with https://; podcast apps take no other here
    [post] the address of the post under which people talk, such as https://example.social/@anna/123
    [protocol] one of disabled, activitypub, twitter, lightning, atproto, hive, matrix, nostr
    [talk] an object with "protocol" and "uri", the address of the post; only the protocol "disabled" needs none
    [relation] subject (the episode speaks of the place) or creator (it was made there)
    [geo] a place on the globe such as geo:50.0617,19.9373 (latitude, longitude)
    [osm] an object of OpenStreetMap such as R449696
    [country] a country by its two capital letters, such as PL; the United Kingdom is GB
    [shape] the shape of a picture such as 16/9
    [image-type] the type of a picture such as image/jpeg
    [label] a text of at most 32 characters
    [machine-text] a text of 1 to 4000 characters without line breaks
    [integrity] an object with "type" (sri or pgp-signature) and "value"
    [number] a whole number from 0 on
    [objects] a list of objects
   *[name] a text of at most 128 characters
}.
refusal-fact-missing = { $place } needs "{ $key }".
refusal-fact-unknown = { $place } has no "{ $key }"{ $nearest ->
    [none] .
   *[other] ; did you mean "{ $nearest }"?
} There are { $known }.
refusal-fact-json = { $place } is not JSON; see line { $line }, column { $column }.
refusal-fact-too-many = { $place } has { $actual } entries; at most { $max } are taken.
refusal-facts-too-large = What is said of the episode besides its title and show notes takes { $actual } bytes; at most { $max } are taken, since every app fetches it with the feed. Shorten the lists.
refusal-fact-https = { $place }: "{ $value }" must begin with https://; podcast apps take no other address here.
refusal-soundbite-empty = { $place } has no length; give "duration_ms", best 15000 to 120000.
refusal-soundbite-beyond = { $place } ends at { $end } ms, but the recording ends at { $whole } ms. Give another "start_ms" or "duration_ms".
refusal-alternate-type = { $place }: "{ $value }" is not the type of something that plays, such as audio/opus, video/mp4 or application/x-mpegURL.
refusal-alternate-sources = { $place } needs "sources", a list with at least one {"{"} "uri": "https://…" {"}"}.
refusal-alternate-lang = { $place }: "{ $value }" is not a language such as pl or en-GB.
refusal-alternate-sri = { $place }: the digest must be sha256-, sha384- or sha512- and its bytes in base64.
refusal-alternate-signature = { $place }: the signature must be OpenPGP in base64, without its frame.
refusal-licence-missing = There is an address of a licence, but no licence: name it in the field "licence".
refusal-licence-url-missing = "{ $value }" is not on the list of licences that podcast apps know. Say where its text is in the field "licence_url".
refusal-guid-invalid = A GUID has 1 to 1000 characters, without blanks at its ends and without control characters.
refusal-guid-taken = The show already has an episode with the GUID "{ $guid }": "{ $episode }". Podcast apps would take the two for one. If it is the same one, change that; if not, leave out the field "guid" and it gets a new one.
refusal-guid-fixed = The GUID of an episode does not change: podcast apps would offer it to every listener once more.

refusal-cover-too-long = A cover has at most { $max } bytes.
refusal-cover-form = A cover is a JPEG or PNG picture; this is neither.
refusal-cover-shape = A cover is square; this one is { $width } × { $height } pixels.
refusal-cover-side = A cover is 1400 to 3000 pixels wide (3000 is best); this one is { $side }.
refusal-cover-print = This cover is made for print (CMYK). Save it as RGB.
refusal-cover-colours = A cover is RGB without transparency; this one is { $colours }. Save it without an alpha channel.
refusal-cover-broken = This cover cannot be read to its end ({ $reason }). Save it again as PNG or JPEG.

refusal-json-surrogate = The JSON holds half of a character in line { $line }, column { $column } (a \ud8… without its other half). Some program cut a text in the middle of an emoji: send the whole character.

refusal-feed-finding = Podcast apps would not take this episode. { $finding } { $mend }
refusal-number-needed = This show is serial: apps play it by its numbers. Give the episode's number in the field "episode", or keep it as a draft.
refusal-display-without-number = "display" is what apps show in place of the number, but the episode has none. Give it in the field "episode", or take "display" away.

remark-number-twice = "{ $other }" has the number { $number } too.
remark-number-twice-season = "{ $other }" has the number { $number } in season { $season } too.
remark-number-twice-mend = Give one of the two another number in the field "episode"; apps sort by it.

refusal-person-name = { $place }.name has { $actual } characters; apps show at most { $max }.
refusal-person-role = { $place }.role: podcast apps know no role "{ $value }". The list is at https://podcasttaxonomy.com.
refusal-person-role-nearest = { $place }.role: podcast apps know no role "{ $value }". Did you mean "{ $nearest }"?
refusal-person-group = { $place }.group: podcast apps know no group "{ $value }". The list is at https://podcasttaxonomy.com.
refusal-person-apart = { $place }: the role "{ $role }" belongs to the group "{ $belongs }", not to "{ $group }".
