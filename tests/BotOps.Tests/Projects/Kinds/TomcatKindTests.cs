using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Projects.Kinds;
using BotOps.Core.Releases;

namespace BotOps.Tests.Projects.Kinds;

public class TomcatKindTests
{
    static readonly Host Order = new() { Name = "order-01", Address = "10.0.0.8", Root = "/srv/apps" };

    [Fact]
    public void A_port_is_enough()
    {
        var settings = Read("port: 8080");

        Assert.Equal("webapps/ROOT", settings.Build.Explode);
        Assert.Equal(("bin/catalina.sh run", "logs", TimeSpan.FromSeconds(30)), (string.Join(' ', settings.Run.Start), string.Join(' ', settings.Run.Shared), settings.Run.StopLimit));
        Assert.Equal(new HealthCheck { Kind = "http", Path = "/", Limit = TimeSpan.FromMinutes(2) }, settings.Run.Health with { Command = new HealthCheck().Command });
        Assert.Equal(["bin/catalina.sh 0755", "bin/setenv.sh 0644", "conf/logging.properties 0644", "conf/server.xml 0644"], settings.Run.Files.Select(f => $"{f.Path} {f.Mode}"));

        var server = File(settings, "conf/server.xml");
        Assert.Contains("<Server port=\"8081\" address=\"127.0.0.1\" shutdown=\"SHUTDOWN\">", server, StringComparison.Ordinal);
        Assert.Contains("<Connector port=\"8080\" address=\"10.0.0.8\" protocol=\"HTTP/1.1\" connectionTimeout=\"20000\" redirectPort=\"8083\" />", server, StringComparison.Ordinal);
        Assert.DoesNotContain("AJP", server, StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/sh\n", File(settings, "bin/catalina.sh"), StringComparison.Ordinal);
        Assert.Contains("\nCATALINA_HOME=/usr/share/tomcat10\n", File(settings, "bin/catalina.sh"), StringComparison.Ordinal);
        Assert.DoesNotContain("JAVA_HOME", File(settings, "bin/catalina.sh"), StringComparison.Ordinal);
        Assert.DoesNotContain("jmxremote", File(settings, "bin/setenv.sh"), StringComparison.Ordinal);
        Assert.All(settings.Run.Files, file => Assert.DoesNotMatch(@"\{\{|\{%", file.Content));
    }

    [Fact]
    public void The_ports_after_it_are_those_of_shutdown_AJP_redirect_and_JMX()
    {
        var settings = Read("port: 9000, secrets: { AJP_SECRET: \"secret:ajp\" }, tomcat: { ajp: true, jmx: true, memory: 1g, jvm: [-XX:+UseG1GC, \"-Dname={host}\"], java: /usr/lib/jvm/java-17, context: \"shop#v2\" }");

        Assert.Contains("<Server port=\"9001\" ", File(settings, "conf/server.xml"), StringComparison.Ordinal);
        Assert.Contains("<Connector port=\"9002\" address=\"10.0.0.8\" protocol=\"AJP/1.3\" secret=\"${AJP_SECRET}\" redirectPort=\"9003\" />", File(settings, "conf/server.xml"), StringComparison.Ordinal);
        Assert.Equal(
            """
            CATALINA_OPTS="$CATALINA_OPTS -Djava.awt.headless=true"
            CATALINA_OPTS="$CATALINA_OPTS -Xms1g -Xmx1g"
            CATALINA_OPTS="$CATALINA_OPTS -XX:+UseG1GC"
            CATALINA_OPTS="$CATALINA_OPTS -Dname=order-01"
            CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.port=9004 -Dcom.sun.management.jmxremote.rmi.port=9004"
            CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1"
            CATALINA_OPTS="$CATALINA_OPTS -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false"
            """, string.Join('\n', File(settings, "bin/setenv.sh").Split('\n').Where(l => l.StartsWith("CATALINA_OPTS", StringComparison.Ordinal)).SkipLast(1)));
        Assert.Contains("\nJAVA_HOME=/usr/lib/jvm/java-17\nexport JAVA_HOME\n", File(settings, "bin/catalina.sh"), StringComparison.Ordinal);
        Assert.Equal(("webapps/shop#v2", "/shop/v2/"), (settings.Build.Explode, settings.Run.Health.Path));
    }

    [Fact]
    public void Files_and_templates_of_the_catalog_take_the_place_of_those_of_the_kind()
    {
        var settings = Read(
            """
            port: 8080, files: [{ path: bin/setenv.sh, content: "own {port}\n" }], tomcat: { templates: [
              { path: conf/server.xml, content: "<Server port=\"{{ shutdown_port }}\" at=\"{address}\"/>\n" },
              { path: conf/context.xml, content: "{% if jmx %}jmx{% else %}none{% endif %}\n" }] }
            """);

        Assert.Equal("<Server port=\"8081\" at=\"10.0.0.8\"/>\n", File(settings, "conf/server.xml"));
        Assert.Equal("none\n", File(settings, "conf/context.xml"));
        Assert.Equal("own 8080\n", File(settings, "bin/setenv.sh"));
        Assert.Equal(5, settings.Run.Files.Count);
    }

    [Fact]
    public void What_the_kind_made_is_not_a_part_of_the_catalog_but_of_what_changes()
    {
        var (old, now) = (Read("port: 8080"), Read("port: 8080, tomcat: { memory: 2g }"));

        Assert.Equal(["health.kind http", "health.limit 2m", "run.port 8080", "run.stopLimit 30s", "run.tomcat.memory 2g"],
            CatalogValues.Written(now).Where(v => !v.Name.StartsWith("build.", StringComparison.Ordinal)).Select(v => $"{v.Name} {v.Text}").Order(StringComparer.Ordinal));
        Assert.Equal(["run.tomcat.memory – → 2g", "run.files.bin/setenv.sh"], SettingsDifference.Between(old, now).Select(c => c.Lines.Count > 0 ? c.Name : $"{c}"));
        Assert.Contains("+CATALINA_OPTS=\"$CATALINA_OPTS -Xms2g -Xmx2g\"", SettingsDifference.Between(old, now)[^1].Lines);
    }

    /// <summary>The port stands in the catalog, and files only name it: what is written changes all the same.</summary>
    [Fact]
    public void A_port_that_changes_shows_in_every_file_that_has_it()
    {
        static Settings With(int port) => new() { Run = new RunSettings { Port = port, Files = [new("app.yaml", "port: {port}\nhost: {host}\n")] } };

        var change = SettingsDifference.Between(With(8080), With(8081))[^1];

        Assert.Equal(["@@ -1,2 +1,2 @@", "-port: 8080", "+port: 8081", " host: {host}"], change.Lines);
    }

    [Fact]
    public void A_rendered_file_that_is_taken_over_from_a_host_is_the_catalogs_own_from_then_on()
    {
        var settings = Read("port: 8080");
        var was = File(settings, "conf/server.xml");
        var edit = new FileEdit(Order.Name, "conf/server.xml", "", was.Replace("20000", "5000", StringComparison.Ordinal)) { Was = was };

        var taken = TakeOver.Into(settings, [edit], [Order]).Run.Files.Single(f => f.Path == "conf/server.xml");

        Assert.False(taken.Rendered);
        Assert.Contains("address=\"10.0.0.8\" protocol=\"HTTP/1.1\" connectionTimeout=\"5000\"", HostVerbs.Rendered(taken.Content, settings.Run, Order), StringComparison.Ordinal);
        Assert.Contains(CatalogValues.Written(settings with { Run = settings.Run with { Files = [taken] } }), v => v.Name == "run.files");
    }

    [Theory]
    [InlineData("port: 65532", "run.port: 65532 leaves no room for the 4 ports after it (shutdown, AJP, redirect, JMX); the last one that does is 65531")]
    [InlineData("keep: 3", "run.port: is missing")]
    [InlineData("port: 1, start: [java]", "run.start: is not for kind tomcat, which starts catalina.sh; options of the JVM are run.tomcat.jvm")]
    [InlineData("port: 1, tomcat: { jvm: [\"-Dx=$(reboot)\"] }", "run.tomcat.jvm[0]: '-Dx=$(reboot)' is not one option of a JVM*")]
    [InlineData("port: 1, tomcat: { jvm: [\"-Xmx1g -Xms1g\"] }", "run.tomcat.jvm[0]: '-Xmx1g -Xms1g' is not one option of a JVM*")]
    [InlineData("port: 1, tomcat: { home: \"/opt/a b\" }", "run.tomcat.home: '/opt/a b' is no folder that a script may name*")]
    [InlineData("port: 1, tomcat: { memory: much }", "run.tomcat.memory: 'much' is not a size of memory; write 512m or 2g")]
    [InlineData("port: 1, tomcat: { context: ../x }", "run.tomcat.context: '../x' is not the name of a context*")]
    [InlineData("port: 1, tomcat: { ajp: true }", "run.tomcat.ajp: needs its secret, as a reference: run.secrets.AJP_SECRET")]
    [InlineData("port: 1, tomcat: { jmx: true, adminAddress: 10.0.0.8 }", "run.tomcat.jmx: would let everybody who reaches adminAddress run code*")]
    [InlineData("port: 1, shared: [conf]", "run.shared: 'conf' cannot be shared by all releases: each has a conf/logging.properties of its own")]
    [InlineData("port: 1, tomcat: { templates: [{ path: a, content: \"{{ prot }}\" }] }", "run.tomcat.templates: a cannot be rendered: there is no prot; known here: *")]
    [InlineData("port: 1, tomcat: { templates: [{ path: a, content: \"{% for x in (1..9999999) %}{{ x }}{% endfor %}\" }] }", "run.tomcat.templates: a cannot be rendered: *")]
    [InlineData("port: 1, tomcat: { templates: [{ path: a, content: \"{% if %}\" }] }", "run.tomcat.templates: a cannot be rendered: *")]
    public void What_is_wrong_is_named_with_its_place(string run, string problem)
    {
        var error = Assert.Throws<UserError>(() => Read(run)).Message.Split('\n')[0];

        Assert.Matches($@"^shop\.yaml:[78]: projects\[0\]\.environments\.production\.{System.Text.RegularExpressions.Regex.Escape(problem).Replace(@"\*", ".*", StringComparison.Ordinal)}$", error);
    }

    [Fact]
    public void Other_kinds_have_no_tomcat() => Assert.EndsWith(".run.tomcat: is for projects with kind: tomcat",
        Assert.Throws<UserError>(() => Read("port: 1, tomcat: { memory: 1g }", kind: "process")).Message, StringComparison.Ordinal);

    /// <summary>As order-01 gets it.</summary>
    static string File(Settings settings, string path) => HostVerbs.Rendered(settings.Run.Files.Single(f => f.Path == path).Content, settings.Run, Order);

    static Settings Read(string run, string kind = "tomcat") => CatalogReader.Read("shop.yaml",
        $$"""
        projects:
          - name: order-svc
            kind: {{kind}}
            repository: { url: /srv/r.git }
            environments:
              production: { hosts: [order-01], build: { maven: {} }, run:
               {
                 {{run.ReplaceLineEndings(" ")}}
               } }
        """).Projects.Single().Environments.Single().Settings;
}
