#!/bin/sh
# Written by BotOps: Tomcat, with the folder of this release as its CATALINA_BASE.
CATALINA_HOME={{ home }}
CATALINA_BASE=$(cd -- "$(dirname -- "$0")/.." && pwd -P) || exit
export CATALINA_HOME CATALINA_BASE
{%- if java %}
JAVA_HOME={{ java }}
export JAVA_HOME
{%- endif %}

if [ ! -x "$CATALINA_HOME/bin/catalina.sh" ]; then
    echo "error: there is no $CATALINA_HOME/bin/catalina.sh: install Tomcat on this host, or set run.tomcat.home" >&2
    exit 1
fi
mkdir -p -- "$CATALINA_BASE/conf" "$CATALINA_BASE/logs" "$CATALINA_BASE/temp" "$CATALINA_BASE/work" || exit

# What the release does not bring is as Tomcat brings it: in conf, or in etc where Debian packed it
for file in "$CATALINA_HOME"/conf/*.* "$CATALINA_HOME"/etc/*.*; do
    if [ -r "$file" ] && [ ! -e "$CATALINA_BASE/conf/${file##*/}" ]; then
        ln -sf -- "$file" "$CATALINA_BASE/conf/" || exit
    fi
done
exec "$CATALINA_HOME/bin/catalina.sh" "$@"
