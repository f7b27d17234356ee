"""Addresses of notes' part. A reviewer's pages are named by the review, never by the interview."""

from django.urls import path

from afterword.notes.views import (
    examples,
    halves,
    letters,
    replies,
    reported,
    reviews,
    scorecard,
    standing_in,
    writing,
    written,
)

app_name = "notes"
urlpatterns = [
    path("", letters.overview, name="overview"),
    path("examples/", examples.examples, name="examples"),
    path("examples/<slug:slug>/", examples.finished, name="example"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<uuid:pk>/", reviews.review, name="review"),
    path("reviews/<uuid:pk>/save/", reviews.save, name="review-save"),
    path("reviews/<uuid:pk>/take/", reviews.take, name="review-take"),
    path("reviews/<uuid:pk>/pass-on/", reviews.pass_on, name="review-pass-on"),
    path("from-record/<uuid:pk>/", standing_in.stand_in, name="stand-in"),
    path("from-record/<uuid:pk>/save/", standing_in.save, name="stand-in-save"),
    path("from-record/<uuid:pk>/pass-on/", standing_in.pass_on, name="stand-in-pass-on"),
    path("reported/<uuid:pk>/", reported.reported, name="reported"),
    path("<uuid:interview_id>/scorecard/", scorecard.scorecard, name="scorecard"),
    path("<uuid:interview_id>/scorecard/fetch/", scorecard.fetch, name="scorecard-fetch"),
    path("<uuid:interview_id>/scorecard/in/", scorecard.bring_in, name="scorecard-bring-in"),
    path("<uuid:interview_id>/scorecard/<uuid:pk>/", scorecard.open_one, name="scorecard-open"),
    path("<uuid:interview_id>/", letters.letter, name="letter"),
    path("<uuid:interview_id>/version/<int:number>/", letters.version, name="version"),
    path("<uuid:interview_id>/letter.md", letters.as_markdown, name="markdown"),
    path("<uuid:interview_id>/letter.json", letters.as_json, name="json"),
    path("<uuid:interview_id>/ask-again/", letters.ask_again, name="ask-again"),
    path("<uuid:interview_id>/opened/", letters.opened, name="opened"),
    path("<uuid:interview_id>/reply/", replies.reply, name="reply"),
    path("<uuid:interview_id>/reply/save/", replies.save, name="reply-save"),
    path("<uuid:interview_id>/change/", replies.change, name="change"),
    path("<uuid:interview_id>/yours/", halves.self_assessment, name="self-assessment"),
    path("<uuid:interview_id>/yours/save/", halves.save, name="self-assessment-save"),
    path("<uuid:interview_id>/write/", writing.write, name="write"),
    path("<uuid:interview_id>/write/save/", writing.save, name="write-save"),
    path("<uuid:interview_id>/next-round/", halves.next_round, name="next-round"),
    path("<uuid:interview_id>/next-round/save/", halves.save_answer, name="next-round-save"),
    path("<uuid:interview_id>/written/", written.written, name="written"),
    path("<uuid:interview_id>/written/answer/", replies.answer, name="answer"),
    path("<uuid:interview_id>/written/withdraw/", written.withdraw, name="withdraw"),
]
