namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads what shapes a build or a host: <c>build</c>, <c>run</c> and <c>health</c> of an environment.</summary>
static class SettingsReader
{
    public static Settings Settings(CatalogField environment, ProjectKind kind) => new()
    {
        Build = Build(environment["build"].Required()),
        Run = Run(environment["run"], environment["health"], kind),
    };

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

    static RunSettings Run(CatalogField run, CatalogField health, ProjectKind kind)
    {
        run.Knows("start", "environment", "secrets", "port", "stopLimit", "supervisor", "dubbo", "keep", "files", "shared");
        var usual = new RunSettings();
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
            Health = Health(health, hasPort: port > 0 || run["port"].Given),
            Files = files,
            Shared = shared,
        };
    }

    static HealthCheck Health(CatalogField health, bool hasPort)
    {
        health.Knows("kind", "path", "command", "limit");
        var usual = new HealthCheck();
        var check = new HealthCheck
        {
            Kind = health["kind"].Text(usual.Kind, ProjectReader.OneOf("http", "tcp", "command", "none")),
            Path = health["path"].Text(usual.Path, text => text.StartsWith('/') && !text.Any(char.IsWhiteSpace) ? null : Texts.Catalog.HealthPath),
            Command = health["command"].Command(),
            Limit = health["limit"].Time(usual.Limit),
        };
        if (check.Kind is "http" or "tcp" && !hasPort) health["kind"].Problem(Texts.Catalog.NeedsAPort);
        if (check.Kind == "command") health["command"].Required();
        return check;
    }

    static Dictionary<string, string> Variables(CatalogField variables) =>
        variables.Map((name, value) => CatalogNames.Variable(name) ?? SecretGuard.Problem(name, value));

    static Dictionary<string, string> Secrets(CatalogField variables) =>
        variables.Map((name, value) => CatalogNames.Variable(name) ?? CatalogNames.Reference(value));
}
