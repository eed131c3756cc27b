//! Judgement: rules that look at the finished sources and pages.
