# The everyday words. Meson and ninja do the work; see CONTRIBUTING.md.
BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)

.PHONY: check-packages all demo check bench format install clean fuzz packages

all: $(BUILD)/build.ninja
	ninja -C $(BUILD) -j $(JOBS)

$(BUILD)/build.ninja:
	meson setup $(BUILD) --prefix $(PREFIX) --buildtype release -Dtests=false

# Installs the packages that are missing, builds, and runs the main job on examples/.
demo: packages
	@$(MAKE) --no-print-directory all
	@tools/demo $(BUILD)/synoptic

# All that CI runs: build with sanitizers and warnings as errors, tests, format, layers, fuzz corpora, quality floors.
check: check-packages
	@tools/check

bench: all
	meson configure $(BUILD) -Dbench=true
	ninja -C $(BUILD) -j $(JOBS)
	@tools/bench $(BUILD) $(PAGES)

format:
	tools/format --write

fuzz:
	tools/fuzz

install: all
	meson configure $(BUILD) --prefix $(PREFIX)
	ninja -C $(BUILD) -j $(JOBS)
	DESTDIR="$(DESTDIR)" meson install -C $(BUILD) --no-rebuild

packages:
	@tools/install-packages

clean:
	rm -rf $(BUILD) build-check build-fuzz build-threads build-quality report.html

check-packages:
	@tools/install-packages --check
