# Written by BotOps; catalina.sh reads it before it starts java.
CATALINA_OPTS="$CATALINA_OPTS -Djava.awt.headless=true"
{%- if memory %}
CATALINA_OPTS="$CATALINA_OPTS -Xms{{ memory }} -Xmx{{ memory }}"
{%- endif %}
{%- for option in jvm %}
CATALINA_OPTS="$CATALINA_OPTS {{ option }}"
{%- endfor %}
{%- if jmx %}
CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.port={{ jmx_port }} -Dcom.sun.management.jmxremote.rmi.port={{ jmx_port }}"
CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.host={{ admin_address }} -Djava.rmi.server.hostname={{ admin_address }}"
CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false"
{%- endif %}
# ${NAME} in the files of conf is a variable of the service, so that no secret has to stand there
CATALINA_OPTS="$CATALINA_OPTS -Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource"
