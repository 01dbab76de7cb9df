# The page that describes the API.
api-title = API for programs
api-description = What scripts can do here: episodes, uploads, texts, tokens and webhooks.
api-lead = Everything that the studio does, for scripts.
api-document = The same as OpenAPI 3.1 (JSON)
api-contents = What there is
api-parameters = Parameters
api-place = { $place ->
    [path] in the address
    [query] in the query
    [header] header field
   *[cookie] cookie
}
api-required = needed
api-body = Body
api-answers = Answers
api-example = Example
api-always = always
api-schemas = What things are made of
api-schemas-lead = The fields of everything that is sent and answered here. Those marked “always” are there in every case.
api-to-webhook = to the webhook's address
