#!/bin/sh
# Run once, by the postgres image, when its volume is new: the login that owns the database and may make the product's roles.
# It is no superuser. Only `migrate` and `admin` have its password; the login the product works as is made by `migrate`.
set -eu
psql --no-psqlrc -v ON_ERROR_STOP=1 -v password="$OWNER_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role andamento_migrate login createrole password :'password';
create database andamento owner andamento_migrate;
SQL
