using System.Text.RegularExpressions;
using BotOps.Composition;
using YamlDotNet.Serialization;

namespace BotOps.Tests.Deploy;

/// <summary>No test starts a container or a unit: what can be read of these files is checked here.</summary>
public partial class DeployFilesTests
{
    static string[] Lines(string path) => File.ReadAllLines(Path.Combine(ShippedFiles.Root, path));

    [Fact]
    public void Everything_that_the_Dockerfile_copies_exists_and_is_sent_to_the_builder()
    {
        var copied = Lines("deploy/docker/Dockerfile").Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(l => l.Split(' ')[1..^1]).ToList();
        var sent = Lines("deploy/docker/Dockerfile.dockerignore").Where(l => l.StartsWith('!')).Select(l => l[1..]);

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(ShippedFiles.Root, path)), path));
        Assert.Equal(copied.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_projects_take_from_outside_of_src_is_copied_too()
    {
        var outside = Directory.EnumerateFiles(Path.Combine(ShippedFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines).SelectMany(l => Outside().Matches(l).Select(m => m.Groups[1].Value));
        var dockerfile = string.Join('\n', Lines("deploy/docker/Dockerfile"));

        Assert.All(outside, folder => Assert.Contains($"COPY {folder} {folder}", dockerfile));
    }

    [Fact]
    public void The_image_does_not_run_as_root() =>
        Assert.Equal("USER botops", Lines("deploy/docker/Dockerfile").Last(l => l.StartsWith("USER ", StringComparison.Ordinal)));

    [Fact]
    public void Compose_builds_that_image_and_waits_for_a_database_that_is_migrated()
    {
        var compose = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(string.Join('\n', Lines("deploy/docker/compose.yaml")));
        var services = Map(compose["services"]);
        var (botops, migrate, postgres) = (Map(services["botops"]), Map(services["migrate"]), Map(services["postgres"]));
        var build = Map(botops["build"]);

        Assert.True(File.Exists(Path.Combine(ShippedFiles.Root, "deploy/docker", (string)build["context"], (string)build["dockerfile"])));
        Assert.Equal("service_completed_successfully", Map(Map(botops["depends_on"])["migrate"])["condition"]);
        Assert.Equal("service_healthy", Map(Map(migrate["depends_on"])["postgres"])["condition"]);
        Assert.Contains("healthcheck", postgres.Keys);
        Assert.Equal("serve", ((List<object>)botops["command"])[0]);
        Assert.Equal(Map(compose["volumes"]).Keys.Order(), services.Values.Select(Map).Where(s => s.ContainsKey("volumes"))
            .SelectMany(s => (List<object>)s["volumes"]).Select(v => ((string)v).Split(':')[0]).Order());
    }

    [Fact]
    public void Compose_asks_for_no_variable_that_the_example_does_not_name()
    {
        var named = Variables("deploy/docker/botops.env.example").Select(v => v.Name);
        var asked = Lines("deploy/docker/compose.yaml").SelectMany(l => Asked().Matches(l).Select(m => m.Groups[1].Value)).Distinct();

        Assert.Equal(["POSTGRES_PASSWORD"], asked);
        Assert.Subset(named.ToHashSet(), asked.ToHashSet());
    }

    [Theory]
    [InlineData("deploy/docker/botops.env.example")]
    [InlineData("deploy/systemd/botops.env.example")]
    public void Every_variable_of_an_example_is_a_setting_that_BotOps_reads(string file)
    {
        var settings = Variables(file).Where(v => v.Name.StartsWith("BOTOPS_BotOps__", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(settings);
        Assert.Empty(settings.Select(v => v.Name["BOTOPS_BotOps__".Length..]).Except(typeof(BotOpsSettings).GetProperties().Select(p => p.Name)));
        Core.Access.FirstAdmin.Parse(settings.Single(v => v.Name.EndsWith("FirstAdmin", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void The_unit_leaves_BotOps_the_time_that_it_takes_to_stop()
    {
        var unit = Lines("deploy/systemd/botops.service").Where(l => l.Contains('=') && !l.StartsWith('#')).Select(l => l.Split('=', 2)).ToLookup(l => l[0], l => l[1]);

        Assert.True(int.Parse(unit["TimeoutStopSec"].Single()) > BotOpsHost.StopsWithin.TotalSeconds);
        Assert.Equal("botops", unit["User"].Single());
        Assert.Equal("mixed", unit["KillMode"].Single());
        Assert.EndsWith("/botops serve", unit["ExecStart"].Single());
        Assert.DoesNotContain("MemoryDenyWriteExecute", unit.Select(u => u.Key)); // .NET compiles as it runs
    }

    static Dictionary<object, object> Map(object value) => (Dictionary<object, object>)value;

    static IEnumerable<(string Name, string Value)> Variables(string file) =>
        Lines(file).Where(l => l.Contains('=') && !l.StartsWith('#')).Select(l => l.Split('=', 2)).Select(l => (l[0], l[1].Trim('"')));

    [GeneratedRegex(@"Include=""\.\./\.\./([^""*]+)/\*")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Asked();
}
