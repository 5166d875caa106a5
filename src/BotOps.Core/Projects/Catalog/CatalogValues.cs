using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Kinds;

namespace BotOps.Core.Projects.Catalog;

/// <summary>A value under its name in the catalog: <c>run.port</c>, <c>8080</c>. <see cref="Value"/> is a text, a list of texts, or the list of managed files.</summary>
sealed record CatalogValue(IReadOnlyList<string> Path, object Value)
{
    public CatalogValue(string path, object value) : this(path.Split('.'), value) { }

    public string Name => string.Join('.', Path);
    public string Exact => Json.Text(Value);
    public string Text => Value is IReadOnlyList<string> list ? $"[{string.Join(", ", list)}]" : (string)Value;
}

/// <summary>Everything that the catalog says of a thing, by the names of the file; what is as usual is left away.</summary>
static class CatalogValues
{
    const string Files = "run.files", Templates = "run.tomcat.templates";

    public static IReadOnlyList<CatalogValue> Of(Person person) => Without(
        [new("timeZone", "Etc/UTC"), new("language", "en"), new("disabled", "false")],
        [new("name", person.Name), new("timeZone", person.TimeZone), new("language", person.Language), new("disabled", Flag(person.Disabled))]);

    public static IReadOnlyList<CatalogValue> Of(Host host) => Without([new("transport", "local"), new("artifacts", "push"), new("ssh.trustFirstUse", "false")],
        [
            new("address", host.Address), new("transport", host.Transport), new("root", host.Root), new("artifacts", host.Pulls ? "pull" : "push"),
            .. host.Ssh is { } ssh ? Of(ssh) : [], .. Given("salt.minion", host.Salt?.Minion), .. Given("salt.user", host.Salt?.User),
        ]);

    internal static IEnumerable<CatalogValue> Of(SshAccess ssh) =>
    [
        .. Given("ssh.user", ssh.User), .. Given("ssh.port", ssh.Port), .. Given("ssh.key", ssh.Key), .. Given("ssh.passphrase", ssh.Passphrase), .. Given("ssh.hostKey", ssh.HostKey),
        new("ssh.trustFirstUse", Flag(ssh.TrustFirstUse)), .. Given("ssh.sudo", ssh.Sudo),
        .. Given("ssh.jump.address", ssh.Jump?.Address), .. Given("ssh.jump.user", ssh.Jump?.User), .. Given("ssh.jump.port", ssh.Jump?.Port),
        .. Given("ssh.jump.key", ssh.Jump?.Key), .. Given("ssh.jump.passphrase", ssh.Jump?.Passphrase), .. Given("ssh.jump.hostKey", ssh.Jump?.HostKey),
    ];

    public static IReadOnlyList<CatalogValue> Of(Project project) => Without(
        [new("kind", "process"), new("channels", Array.Empty<string>()), new("repository.kind", Repository.Git), new("repository.defaultRef", Repository.UsualRef(project.Repository.Kind)), new("repository.submodules", "false")],
        [
            new("kind", project.Kind.ToString().ToLowerInvariant()), new("channels", project.Channels),
            new("repository.kind", project.Repository.Kind), new("repository.url", project.Repository.Url),
            .. Given("repository.token", project.Repository.Token), .. Given("repository.tokenUser", project.Repository.TokenUser),
            .. Given("repository.sshKey", project.Repository.SshKey), .. Given("repository.knownHosts", project.Repository.KnownHosts),
            new("repository.defaultRef", project.Repository.DefaultRef), new("repository.submodules", Flag(project.Repository.Submodules)),
            .. Given("repository.web", project.Repository.Web),
        ]);

    /// <summary>Without hosts and settings, which have rows of their own.</summary>
    public static IReadOnlyList<CatalogValue> Of(DeployEnvironment environment) =>
        [.. Without([new("production", "false")], [new("production", Flag(environment.Production))]), .. Without(All(new Policy()), All(environment.Policy)),
            .. Without(All(new Balancer()), All(environment.Balancer ?? new Balancer())), .. Without(All(new Adoption()), All(environment.Adopt ?? new Adoption())), .. ScalingValues.Of(environment.Scaling)];

    public static IReadOnlyList<CatalogValue> Of(Settings settings) => Without(All(Usual), All(settings));

    /// <summary>As a file has them that says nothing: settings of before there was a choice stay with the script until they are applied anew.</summary>
    static Settings Usual => new() { Run = new RunSettings { Supervisor = RunSettings.Auto } };

    /// <summary>Without what the project's kind made of them.</summary>
    public static IReadOnlyList<CatalogValue> Written(Settings settings) => Of(TomcatKind.Written(settings));

    /// <summary>
    /// What differs, as <c>run.port 8080 → 8081</c>; what one of the two leaves away is <c>(usual)</c>. A changed file's lines
    /// follow its name.
    /// </summary>
    public static IReadOnlyList<string> Difference(IReadOnlyList<CatalogValue> before, IReadOnlyList<CatalogValue> after)
    {
        var old = before.ToDictionary(v => v.Name);
        var now = after.ToDictionary(v => v.Name);
        return [.. old.Keys.Union(now.Keys).Where(n => old.GetValueOrDefault(n)?.Exact != now.GetValueOrDefault(n)?.Exact)
            .SelectMany(n => n is Files or Templates ? FilesDifference.Between(n, FilesIn(old, n), FilesIn(now, n)).Select(c => $"{c}") : [$"{n} {Text(old, n)} → {Text(now, n)}"])];
    }

    static IReadOnlyList<ManagedFile> FilesIn(Dictionary<string, CatalogValue> values, string name) => (IReadOnlyList<ManagedFile>?)values.GetValueOrDefault(name)?.Value ?? [];

    static string Text(Dictionary<string, CatalogValue> values, string name) => values.TryGetValue(name, out var value) ? value.Text : "(usual)";

    static List<CatalogValue> All(Policy policy) =>
    [
        new("policy.approvals", Number(policy.Approvals)), new("policy.selfApproval", Flag(policy.SelfApproval)), new("policy.approvers", policy.Approvers),
        new("policy.expires", CatalogTime.Text(policy.Expires)), new("policy.minUp", policy.MinUp),
        new("policy.branches", policy.Branches), new("policy.override", policy.Override.ToString().ToLowerInvariant()),
    ];

    static List<CatalogValue> All(Balancer balancer) =>
    [
        new("balancer.kind", balancer.Kind), new("balancer.hosts", balancer.Hosts), new("balancer.file", balancer.File),
        .. Given("balancer.server.weight", Number(balancer.Server.Weight)), .. Given("balancer.server.maxFails", Number(balancer.Server.MaxFails)),
        .. Given("balancer.server.failTimeout", balancer.Server.FailTimeout is { } time ? CatalogTime.Text(time) : null),
        .. Given("balancer.server.maxConns", Number(balancer.Server.MaxConns)),
        new("balancer.test", balancer.Test), new("balancer.reload", balancer.Reload), new("balancer.pid", balancer.Pid),
        new("balancer.drain", CatalogTime.Text(balancer.Drain)),
    ];

    static List<CatalogValue> All(Adoption adopt) =>
        [new("adopt.folder", adopt.Folder), new("adopt.stop", adopt.Stop), new("adopt.start", adopt.Start), new("adopt.limit", CatalogTime.Text(adopt.Limit))];

    static List<CatalogValue> All(Settings settings) =>
    [
        new("build.command", settings.Build.Command), .. Maven(settings.Build.Maven), new("build.artifact", settings.Build.Artifact), new("build.strip", settings.Build.Strip),
        .. Map("build", "environment", settings.Build.Environment), .. Map("build", "secrets", settings.Build.Secrets),
        new("build.timeLimit", CatalogTime.Text(settings.Build.TimeLimit)),
        new("run.start", settings.Run.Start), .. Map("run", "environment", settings.Run.Environment), .. Map("run", "secrets", settings.Run.Secrets),
        new("run.port", Number(settings.Run.Port)),
        new("run.stopLimit", CatalogTime.Text(settings.Run.StopLimit)), new("run.supervisor", settings.Run.Supervisor), .. Dubbo(settings.Run.Dubbo ?? new DubboSettings()),
        new("run.keep", Number(settings.Run.Keep)), new(Files, settings.Run.Files), new("run.shared", settings.Run.Shared), .. Tomcat(settings.Run.Tomcat),
        new("health.kind", settings.Run.Health.Kind), new("health.path", settings.Run.Health.Path), .. Given("health.host", settings.Run.Health.Host),
        .. Given("health.proof", settings.Run.Health.Proof), new("health.command", settings.Run.Health.Command),
        new("health.limit", CatalogTime.Text(settings.Run.Health.Limit)),
        .. Of(settings.Build.Hooks, settings.Hooks),
    ];

    /// <summary>One group in the catalog, of which builds have a part.</summary>
    static IEnumerable<CatalogValue> Of(Hooks? build, Hooks? rollout) => (rollout ?? build) is not { } any
        ? []
        :
        [
            .. Command(Hooks.BeforeBuildName, build?.BeforeBuild), .. Command(Hooks.AfterBuildName, build?.AfterBuild),
            .. Command(Hooks.BeforeReleaseName, rollout?.BeforeRelease), .. Command(Hooks.AfterReleaseName, rollout?.AfterRelease),
            .. Command(Hooks.BeforeWaveName, rollout?.BeforeWave), .. Command(Hooks.AfterWaveName, rollout?.AfterWave),
            .. Map("hooks", "secrets", any.Secrets), .. any.TimeLimit == new Hooks().TimeLimit ? [] : new CatalogValue[] { new("hooks.timeLimit", CatalogTime.Text(any.TimeLimit)) },
        ];

    static CatalogValue[] Command(string hook, IReadOnlyList<string>? words) => words is null ? [] : [new($"hooks.{hook}", words)];

    static CatalogValue[] Dubbo(DubboSettings dubbo) =>
    [
        new("run.dubbo.qos", Number(dubbo.Qos)), new("run.dubbo.qosAddress", dubbo.QosAddress), new("run.dubbo.services", dubbo.Services),
        new("run.dubbo.wait", CatalogTime.Text(dubbo.Wait)),
    ];

    /// <summary>The goals also where they are the usual ones: they tell that maven builds.</summary>
    static IEnumerable<CatalogValue> Maven(MavenSettings? maven) => maven is null
        ? []
        :
        [
            new("build.maven.goals", maven.Goals), .. maven.Args.Count > 0 ? [new("build.maven.args", maven.Args)] : Array.Empty<CatalogValue>(),
            .. Given("build.maven.settings", maven.Settings), .. Given("build.maven.profile", maven.Profile), .. Given("build.maven.jdk", maven.Jdk),
            .. Given("build.maven.module", maven.Module.Length > 0 ? maven.Module : null), .. Given("build.maven.package", maven.Package),
        ];

    static IEnumerable<CatalogValue> Tomcat(TomcatSettings? tomcat)
    {
        if (tomcat is null) return [];
        var usual = new TomcatSettings();
        return Without(
            [new("run.tomcat.home", usual.Home), new("run.tomcat.jvm", usual.Jvm), new("run.tomcat.context", usual.Context), new("run.tomcat.adminAddress", usual.AdminAddress),
                new("run.tomcat.ajp", "false"), new("run.tomcat.jmx", "false"), new(Templates, usual.Templates)],
            [new("run.tomcat.home", tomcat.Home), .. Given("run.tomcat.java", tomcat.Java), .. Given("run.tomcat.memory", tomcat.Memory), new("run.tomcat.jvm", tomcat.Jvm),
                new("run.tomcat.context", tomcat.Context), new("run.tomcat.adminAddress", tomcat.AdminAddress), new("run.tomcat.ajp", Flag(tomcat.Ajp)), new("run.tomcat.jmx", Flag(tomcat.Jmx)),
                new(Templates, tomcat.Templates)]);
    }

    internal static IReadOnlyList<CatalogValue> Without(IReadOnlyList<CatalogValue> usual, IReadOnlyList<CatalogValue> values)
    {
        var exact = usual.ToDictionary(v => v.Name, v => v.Exact);
        return [.. values.Where(v => exact.GetValueOrDefault(v.Name) != v.Exact)];
    }

    static IEnumerable<CatalogValue> Map(string group, string name, IReadOnlyDictionary<string, string> map) =>
        map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new CatalogValue([group, name, e.Key], e.Value));

    static IEnumerable<CatalogValue> Given(string name, string? value) => value is null ? [] : [new(name, value)];
    static IEnumerable<CatalogValue> Given(string name, int? value) => value is { } number ? [new(name, Number(number))] : [];
    static string Flag(bool value) => value ? "true" : "false";
    static string? Number(int? value) => value is { } number ? Number(number) : null;
    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
