using BotOps.Core.Projects.Kinds;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads what shapes a build or a host: <c>build</c>, <c>run</c>, <c>health</c> and <c>hooks</c> of an environment.</summary>
static class SettingsReader
{
    public static Settings Settings(CatalogField environment, ProjectKind kind)
    {
        var (run, health) = (environment["run"], environment["health"]);
        var (ofBuild, ofRollout) = HooksReader.Read(environment["hooks"]);
        var tomcat = TomcatReader.Read(run, kind);
        if (kind == ProjectKind.Static) StaticReader.Check(run, health);
        var settings = new Settings
        {
            Build = Build(environment["build"].Required()) with { Hooks = ofBuild }, Run = Run(run, health, tomcat, kind), Hooks = ofRollout,
        };
        return tomcat is null ? settings : TomcatReader.Applied(settings, run);
    }

    static BuildSettings Build(CatalogField build)
    {
        build.Knows("command", "maven", "artifact", "strip", "environment", "secrets", "timeLimit");
        var maven = MavenReader.Read(build["maven"]);
        if (maven is not null && build["command"].Given) build["maven"].Problem(Texts.Maven.OrCommand);
        if (build.Given && maven is null) build["artifact"].Required();
        return new BuildSettings
        {
            Command = build["command"].Command(),
            Maven = maven,
            Artifact = build["artifact"].Words(CatalogNames.RelativePath),
            Strip = build["strip"].Text("", CatalogNames.RelativePath),
            Environment = Variables(build["environment"]),
            Secrets = Secrets(build["secrets"]),
            TimeLimit = build["timeLimit"].Time(new BuildSettings().TimeLimit),
        };
    }

    static RunSettings Run(CatalogField run, CatalogField health, TomcatSettings? tomcat, ProjectKind kind)
    {
        run.Knows("start", "environment", "secrets", "port", "stopLimit", "supervisor", "dubbo", "keep", "files", "shared", "tomcat");
        var usual = Usual(kind, tomcat);
        var port = run["port"].Number(usual.Port, 1, 65535, Texts.Catalog.NotAPort);
        var (files, shared) = FilesReader.Read(run);
        return new RunSettings
        {
            Start = run["start"].Command(),
            Environment = Variables(run["environment"]),
            Secrets = Secrets(run["secrets"]),
            Port = port,
            StopLimit = run["stopLimit"].Time(usual.StopLimit),
            Supervisor = run["supervisor"].Text(RunSettings.Auto, ProjectReader.OneOf(RunSettings.Auto, RunSettings.Systemd, RunSettings.Script)),
            Dubbo = DubboReader.Read(run, kind),
            Keep = run["keep"].Number(usual.Keep, 1, 100),
            Health = Health(health, usual.Health, hasPort: port > 0 || run["port"].Given || tomcat is not null),
            Files = files,
            Shared = shared,
            Tomcat = tomcat,
        };
    }

    static RunSettings Usual(ProjectKind kind, TomcatSettings? tomcat) => kind switch
    {
        ProjectKind.Tomcat => new() { StopLimit = TomcatKind.UsualStopLimit, Health = TomcatKind.UsualHealth(tomcat!) },
        ProjectKind.Static => new() { Health = StaticKind.UsualHealth },
        _ => new(),
    };

    static HealthCheck Health(CatalogField health, HealthCheck usual, bool hasPort)
    {
        health.Knows("kind", "path", "host", "proof", "command", "limit");
        var check = new HealthCheck
        {
            Kind = health["kind"].Text(usual.Kind, ProjectReader.OneOf("http", "tcp", "command", "none")),
            Path = health["path"].Text(usual.Path, Path),
            Host = health["host"].TextOrNull(CatalogNames.Address),
            Proof = health["proof"].Given ? health["proof"].TextOrNull(text => text == StaticKind.NoProof ? null : Path(text)) : usual.Proof,
            Command = health["command"].Command(),
            Limit = health["limit"].Time(usual.Limit),
        };
        if (check.Kind is "http" or "tcp" && !hasPort) health["kind"].Problem(Texts.Catalog.NeedsAPort);
        if (check.Kind == "command") health["command"].Required();
        if (health["proof"].Given && usual.Proof is null) health["proof"].Problem(Texts.Kinds.ProofOfStatic);
        return check;
    }

    static string? Path(string text) => text.StartsWith('/') && !text.Any(char.IsWhiteSpace) ? null : Texts.Catalog.HealthPath;

    static Dictionary<string, string> Variables(CatalogField variables) =>
        variables.Map((name, value) => CatalogNames.Variable(name) ?? SecretGuard.Problem(name, value));

    internal static Dictionary<string, string> Secrets(CatalogField variables) =>
        variables.Map((name, value) => CatalogNames.Variable(name) ?? CatalogNames.Reference(value));
}
