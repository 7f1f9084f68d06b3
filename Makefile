# Same Story: a rule a chapter, each naming all it depends on. `make` alone prints the targets.
# What a chapter depends on is compared by content (src/helpers/freshness.py), so a touched file runs nothing.

SEEDS ?= seeds
OUTPUTS ?= outputs
PARAMS ?= params.yml
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
CLUSTER ?=
STORE ?=
REMOVE_BOILERPLATE ?= true
DATA ?= ../shared/data
TO ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
MAKEFLAGS += --no-builtin-rules
export PYTHONPATH := $(CURDIR)/src
RUNNING := $(shell echo $$PPID)

ifneq ($(words $(OUTPUTS)),1)
$(error OUTPUTS must be a path without spaces (make can't hold one in a target); SEEDS may have them)
endif

q = '$(subst ','\'',$(1))'
NB := $(OUTPUTS)/notebooks
TABLES := $(OUTPUTS)/tables
STATE := $(OUTPUTS)/.state
PY = "$$(head -n 1 .state/python)"
FRESH = $(PY) -I src/helpers/freshness.py
RUN = $(PY) -m helpers.notebook

CHAPTERS := ingestion timelines casualties overlap corroboration
ROOM = src/helpers/$(1) $(foreach list,$($(1)_KNOWLEDGE),$(wildcard src/helpers/knowledge/$(list).*))
GROUND := requirements.lock $(addprefix src/helpers/,__init__.py case.py decisions.py dictionary.csv dictionary.py engine.py files.py problems.py tables.py knowledge/__init__.py)
LANGUAGE := src/helpers/language.py src/helpers/parsing.py
PICTURES := src/helpers/report
read = $(foreach table,$(1),$(TABLES)/$(table).parquet)
comma := ,
empty :=
decide = $(call q,corrections:$(SEEDS)//$(subst $(empty) ,$(comma),$(strip $($(1)_WRITES))))
given = $(call q,seeds=$(SEEDS)) $(call q,outputs=$(OUTPUTS)) jobs=$(JOBS) $(call q,cluster=$(CLUSTER)) $(call q,store=$(STORE))

# What each chapter writes, what it reads, and the word lists it uses (a test holds these to the code).
ingestion_WRITES := documents removed_text credits
timelines_WRITES := entities mentions namings dates timeline
casualties_WRITES := casualty_figures rejected_numbers victims
overlap_WRITES := overlap_pairs overlap_passages rejected_passages families
corroboration_WRITES := claims claim_figures claim_links incidents
ingestion_KNOWLEDGE := agencies credit_phrases furniture joining_words languages mirrors names page_dates
timelines_KNOWLEDGE := actor_words countries event_words feasts geonames group_prefixes loaded_words name_particles name_titles name_variants named_days names not_name_starts not_persons not_places org_heads org_words place_not_names place_prefixes place_shorts place_words places plain_words provinces reporting_verbs state_bodies successors taken_words time_clues time_words victim_words
casualties_KNOWLEDGE := actor_words agencies attack_verbs blame_words bounds cause_words causes_alike citing_phrases counted_things countries event_words harm_grammar harm_words hedges helper_words hypothetical_words name_titles names not_persons number_words person_words place_clues places reporting_verbs scope_words source_words spokespersons state_bodies time_clues time_words vague_numbers victim_clues victim_words
overlap_KNOWLEDGE := actor_words agencies cause_words common_words event_words harm_words hedges names number_words person_words place_words reporting_verbs source_words unspaced_scripts victim_words
corroboration_KNOWLEDGE := acled_events agencies bounds causes_alike countries export_columns grades languages method names source_words spokespersons state_voices vague_numbers
export ALL_TABLES := $(foreach chapter,$(CHAPTERS),$($(chapter)_WRITES))

ingestion_NEEDS = notebooks/01_ingestion.ipynb $(GROUND) $(PICTURES) $(call ROOM,ingestion) \
	$(call q,case:$(SEEDS)) $(call q,sources:$(SEEDS)) $(call decide,ingestion) \
	$(call q,params:$(PARAMS)//ingestion) value:REMOVE_BOILERPLATE=$(REMOVE_BOILERPLATE)
timelines_NEEDS = notebooks/02_entity_timelines.ipynb $(GROUND) $(LANGUAGE) $(PICTURES) $(call ROOM,timelines) \
	$(call q,aliases:$(SEEDS)) $(call decide,timelines) $(call q,params:$(PARAMS)//timelines) \
	after:ingestion $(call read,documents) texts:$(OUTPUTS)/text
casualties_NEEDS = notebooks/03_casualty_figures.ipynb $(GROUND) $(LANGUAGE) $(PICTURES) $(call ROOM,casualties) \
	$(call decide,casualties) $(call q,params:$(PARAMS)//casualties) \
	after:timelines $(call read,documents entities mentions dates) texts:$(OUTPUTS)/text
overlap_NEEDS = notebooks/04_source_overlap.ipynb $(GROUND) $(PICTURES) $(call ROOM,overlap) \
	$(call decide,overlap) $(call q,params:$(PARAMS)//overlap) \
	after:ingestion $(call read,documents credits) texts:$(OUTPUTS)/text
corroboration_NEEDS = notebooks/05_corroboration.ipynb $(GROUND) $(PICTURES) $(call ROOM,corroboration) \
	$(call decide,corroboration) $(call q,params:$(PARAMS)//corroboration) after:casualties after:overlap \
	$(call read,documents credits entities casualty_figures overlap_pairs overlap_passages families) texts:$(OUTPUTS)/text
report_NEEDS = $(GROUND) $(PICTURES) benchmarks/accuracy.json $(call q,params:$(PARAMS)//report) $(call q,value:SEEDS=$(SEEDS)) \
	$(foreach chapter,$(CHAPTERS),after:$(chapter) $(STATE)/$(chapter).done)
writes = $(foreach table,$($(1)_WRITES),writes:$(TABLES)/$(table).parquet writes:$(TABLES)/$(table).csv)

.PHONY: help report $(CHAPTERS) lab test lint evaluate bench status serve publish clean setup lock FORCE

help: ## print the targets with a line each
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo '  variables: SEEDS=$(SEEDS) OUTPUTS=$(OUTPUTS) PARAMS=$(PARAMS) JOBS=$(JOBS) CLUSTER=$(CLUSTER) STORE=$(STORE) REMOVE_BOILERPLATE=$(REMOVE_BOILERPLATE)'

report: $(OUTPUTS)/report/index.html ## the main job: set up, run what is stale, write OUTPUTS/report/index.html
	@echo 'The report: $(OUTPUTS)/report/index.html'

ingestion: $(NB)/01_ingestion.ipynb ## chapter 1: articles, their text, outlets and dates
timelines: $(NB)/02_entity_timelines.ipynb ## chapter 2: names, places, dates and events
casualties: $(NB)/03_casualty_figures.ipynb ## chapter 3: who was harmed, how many, on whose word
overlap: $(NB)/04_source_overlap.ipynb ## chapter 4: shared passages and text families (no language model)
corroboration: $(NB)/05_corroboration.ipynb ## chapter 5: claims and their independent sources

$(NB)/01_ingestion.ipynb: $(STATE)/ingestion.now | setup
	@$(RUN) notebooks/01_ingestion.ipynb $@ --params $(call q,$(PARAMS)) --section ingestion $(given) remove_boilerplate=$(REMOVE_BOILERPLATE)
	@$(FRESH) done $(STATE) ingestion

$(NB)/02_entity_timelines.ipynb: $(STATE)/timelines.now | setup
	@$(RUN) notebooks/02_entity_timelines.ipynb $@ --params $(call q,$(PARAMS)) --section timelines $(given)
	@$(FRESH) done $(STATE) timelines

$(NB)/03_casualty_figures.ipynb: $(STATE)/casualties.now | setup
	@$(RUN) notebooks/03_casualty_figures.ipynb $@ --params $(call q,$(PARAMS)) --section casualties $(given)
	@$(FRESH) done $(STATE) casualties

$(NB)/04_source_overlap.ipynb: $(STATE)/overlap.now | setup
	@$(RUN) notebooks/04_source_overlap.ipynb $@ --params $(call q,$(PARAMS)) --section overlap $(given)
	@$(FRESH) done $(STATE) overlap

$(NB)/05_corroboration.ipynb: $(STATE)/corroboration.now | setup
	@$(RUN) notebooks/05_corroboration.ipynb $@ --params $(call q,$(PARAMS)) --section corroboration $(given)
	@$(FRESH) done $(STATE) corroboration

$(OUTPUTS)/report/index.html: $(STATE)/report.now | setup
	@$(PY) -m helpers.report --outputs $(OUTPUTS) --seeds $(call q,$(SEEDS)) --params $(call q,$(PARAMS))
	@$(FRESH) done $(STATE) report

# A stamp is written anew when what its chapter depends on has changed since the chapter's last good run.
$(STATE)/ingestion.now: FORCE | setup lock
	@$(FRESH) stamp $(STATE) ingestion $(ingestion_NEEDS) $(call writes,ingestion)
$(STATE)/timelines.now: FORCE $(NB)/01_ingestion.ipynb | setup
	@$(FRESH) stamp $(STATE) timelines $(timelines_NEEDS) $(call writes,timelines)
$(STATE)/casualties.now: FORCE $(NB)/02_entity_timelines.ipynb | setup
	@$(FRESH) stamp $(STATE) casualties $(casualties_NEEDS) $(call writes,casualties)
$(STATE)/overlap.now: FORCE $(NB)/01_ingestion.ipynb | setup
	@$(FRESH) stamp $(STATE) overlap $(overlap_NEEDS) $(call writes,overlap)
$(STATE)/corroboration.now: FORCE $(NB)/03_casualty_figures.ipynb $(NB)/04_source_overlap.ipynb | setup
	@$(FRESH) stamp $(STATE) corroboration $(corroboration_NEEDS) $(call writes,corroboration)
$(STATE)/report.now: FORCE $(NB)/05_corroboration.ipynb | setup
	@$(FRESH) stamp $(STATE) report $(report_NEEDS) writes:$(OUTPUTS)/run.json writes:$(OUTPUTS)/datapackage.json

lab: setup ## open the notebooks in JupyterLab
	@exec $(PY) -m jupyterlab --notebook-dir=. notebooks/01_ingestion.ipynb

test: setup ## set up and run the tests
	@$(PY) -m pytest

lint: setup ## ruff, and notebooks without output
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m nbstripout --keep-id --verify notebooks/*.ipynb

evaluate: setup ## measure accuracy on annotated articles (DATA=folder), write OUTPUTS/evaluation.json
	@$(PY) benchmarks/evaluate.py --data $(call q,$(DATA)) --outputs $(OUTPUTS) $(if $(RECORD),--record)

bench: setup ## measure speed and growth, against what else there is (DATA=folder; FULL=1: up to 100,000 articles)
	@$(PY) benchmarks/bench.py --data $(call q,$(DATA)) --outputs $(OUTPUTS) $(if $(FULL),--full) $(if $(RECORD),--record)

status: setup ## what is stale, and which change made it so
	@$(FRESH) status $(STATE) ingestion $(ingestion_NEEDS) $(call writes,ingestion) \
	  -- timelines $(timelines_NEEDS) $(call writes,timelines) -- casualties $(casualties_NEEDS) $(call writes,casualties) \
	  -- overlap $(overlap_NEEDS) $(call writes,overlap) -- corroboration $(corroboration_NEEDS) $(call writes,corroboration) \
	  -- report $(report_NEEDS) writes:$(OUTPUTS)/report/index.html

serve: setup ## preview the report on this machine (http://127.0.0.1:8000)
	@test -f $(OUTPUTS)/report/index.html || { echo 'same-story: no report in $(OUTPUTS) yet; type make report' >&2; exit 1; }
	@exec $(PY) -m http.server 8000 --bind 127.0.0.1 --directory $(OUTPUTS)/report

publish: report ## copy the checked report and its tables into a folder for any static host (TO=folder)
	@test -n $(call q,$(TO)) || { echo 'same-story: name the folder: make publish TO=public' >&2; exit 1; }
	@$(PY) -m helpers.report.publish --outputs $(OUTPUTS) --to $(call q,$(TO)) --params $(call q,$(PARAMS))

clean: ## take away everything made in OUTPUTS (the articles and the environment stay)
	@rm -rf $(foreach made,tables text notebooks exports report .state .store run.json datapackage.json evaluation.json,$(OUTPUTS)/$(made))

lock: setup # a target of its own, for make deletes the target of a recipe that fails: here, another run's
	@$(PY) -I src/helpers/lock.py $(STATE) $(RUNNING)

setup: # the environment, from the lock, once
	@command -v python3 >/dev/null || { echo 'same-story: needs Python 3.11 or 3.12 (python3 is not on the path)' >&2; exit 1; }
	@python3 -I src/helpers/environment.py .state/python
