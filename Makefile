# SPDX-License-Identifier: Apache-2.0
.DEFAULT_GOAL := help
.PHONY: help check fmt it run demo

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

check: ## format, compile, fast tests
	./mvnw -q spotless:check test

fmt: ## put the code into its format
	./mvnw -q spotless:apply

it: ## the tests that need an engine, a port or time
	./mvnw -DskipUTs verify

run: ## the server, with its data in ./data
	./keyturn server

demo: ## a live Redis, rotated every few seconds before your eyes
	./keyturn demo
