# `make demo` and `make test` do all the set-up on a fresh machine. Both use the profile `release`, so
# that the store's C++ code is compiled once.

TARGET := $(or $(CARGO_TARGET_DIR),target)
NEWSGRAPH := $(TARGET)/release/newsgraph
DEMO_STORE := $(TARGET)/demo.store

.PHONY: all demo test lint bench setup install clean-demo

all: setup
	cargo build --release

setup:
	@sh scripts/setup.sh

# The main job on the bundled articles: read them, then ask three questions.
demo: all clean-demo
	@echo; echo "== newsgraph ingest data/articles"
	@$(NEWSGRAPH) --store $(DEMO_STORE) ingest data/articles
	@for query in people-and-roles figures-and-claimants contradicting-figures; do \
		echo; echo "== newsgraph query queries/$$query.rq"; \
		$(NEWSGRAPH) --store $(DEMO_STORE) query --format table queries/$$query.rq || exit 1; \
	done

clean-demo:
	@rm -rf $(DEMO_STORE)

# Formatting, lints, all tests.
test: setup lint
	cargo test --release

lint:
	cargo fmt --check
	cargo clippy --release --all-targets -- -D warnings

bench: setup
	cargo bench

install: setup
	cargo install --path . --locked
