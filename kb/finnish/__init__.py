"""Finnish: words, base forms, sentences, spelling. One analyzer for both ends of the search, and the interpreter's grammar.

Importing this package loads neither Voikko nor its dictionary: the first word asked for does.
"""

from kb.finnish.analysis import AnalyzedToken, Terms, analyze, analyze_token, analyze_word, ask_word
from kb.finnish.bases import base_forms, derived_terms, fold, index_terms, lemma, query_terms
from kb.finnish.compounds import completed, continued, part_terms
from kb.finnish.guesser import guess
from kb.finnish.hyphens import joins_at_line_end
from kb.finnish.languages import detect_language, stem
from kb.finnish.memory import Words, learnt, pass_on, teach
from kb.finnish.sentences import split_sentences
from kb.finnish.spelling import Correction, Vocabulary, corrections, suggest_query
from kb.finnish.tokens import Token, clean, count_tokens, tokenize
from kb.finnish.verbs import VerbForm, verb_forms, verb_of
from kb.finnish.voikko import (
    Reading,
    backend_name,
    choose_backend,
    dictionary_version,
    hyphenated,
    is_known,
    readings,
    spells,
    suggest,
)

__all__ = [
    "AnalyzedToken",
    "Correction",
    "Reading",
    "Terms",
    "Token",
    "VerbForm",
    "Vocabulary",
    "Words",
    "analyze",
    "analyze_token",
    "analyze_word",
    "ask_word",
    "backend_name",
    "base_forms",
    "choose_backend",
    "clean",
    "completed",
    "continued",
    "corrections",
    "count_tokens",
    "derived_terms",
    "detect_language",
    "dictionary_version",
    "fold",
    "guess",
    "hyphenated",
    "index_terms",
    "is_known",
    "joins_at_line_end",
    "learnt",
    "lemma",
    "part_terms",
    "pass_on",
    "query_terms",
    "readings",
    "spells",
    "split_sentences",
    "stem",
    "suggest",
    "suggest_query",
    "teach",
    "tokenize",
    "verb_forms",
    "verb_of",
]
