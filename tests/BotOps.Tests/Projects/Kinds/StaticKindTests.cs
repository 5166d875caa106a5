using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects.Kinds;

public class StaticKindTests
{
    [Fact]
    public void The_web_server_is_asked_for_a_page_and_for_the_digest_of_what_it_serves()
    {
        var call = HostVerbs.Health("shop", 42, 1, Read("run: { port: 80 }, health: { path: /index.html, host: www.shop.example }").Run, "10.0.0.8", "abc");

        Assert.Equal(("http", "/index.html", "www.shop.example", "/.botops-sha256", "no", "80"),
            (call.Arguments["kind"], call.Arguments["path"], call.Arguments["host"], call.Arguments["proof"], call.Arguments["process"], call.Arguments["port"]));
        var without = Read("run: { port: 80 }, health: { proof: none }");
        Assert.False(HostVerbs.Health("shop", 42, 1, without.Run, "10.0.0.8", "abc").Arguments.ContainsKey("proof"));
        Assert.Contains(CatalogValues.Written(without), v => v is { Name: "health.proof", Text: "none" });
    }

    [Theory]
    [InlineData("run: { port: 80, start: [nginx] }", "run.start: is not for kind static, which has no process of its own")]
    [InlineData("run: { port: 80, secrets: { A: \"secret:a\" } }", "run.secrets: is not for kind static, which has no process of its own")]
    [InlineData("run: { port: 80, environment: { A: b } }", "run.environment: is not for kind static, which has no process of its own")]
    [InlineData("run: { port: 80, stopLimit: 5s }", "run.stopLimit: is not for kind static, which has no process of its own")]
    [InlineData("run: { port: 80 }, health: { kind: tcp }", "health.kind: is http for kind static: the web server that serves the files is asked")]
    [InlineData("run: { keep: 2 }", "health.kind: needs run.port")]
    [InlineData("run: { port: 80 }, health: { proof: digest }", "health.proof: *")]
    public void What_makes_no_sense_without_a_process_is_refused(string settings, string problem) => Assert.Matches(
        $@"projects\[0\]\.environments\.production\.{System.Text.RegularExpressions.Regex.Escape(problem).Replace(@"\*", ".*", StringComparison.Ordinal)}$", Assert.Throws<UserError>(() => Read(settings)).Message);

    static Settings Read(string settings) => CatalogReader.Read("shop.yaml",
        $$"""
        projects:
          - name: shop
            kind: static
            repository: { url: /srv/r.git }
            environments: { production: { hosts: [web-01], build: { artifact: [out/**] }, {{settings}} } }
        """).Projects.Single().Environments.Single().Settings;
}
