namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads <c>hooks</c> of an environment: those of builds shape a build and belong to its settings, the others to the rollout's.</summary>
static class HooksReader
{
    public static (Hooks? Build, Hooks? Rollout) Read(CatalogField hooks)
    {
        hooks.Knows(Hooks.BeforeBuildName, Hooks.AfterBuildName, Hooks.BeforeReleaseName, Hooks.AfterReleaseName, Hooks.BeforeWaveName, Hooks.AfterWaveName, "secrets", "timeLimit");
        var common = new Hooks { Secrets = SettingsReader.Secrets(hooks["secrets"]), TimeLimit = hooks["timeLimit"].Time(new Hooks().TimeLimit) };
        var build = common with { BeforeBuild = Command(hooks[Hooks.BeforeBuildName]), AfterBuild = Command(hooks[Hooks.AfterBuildName]) };
        var rollout = common with
        {
            BeforeRelease = Outside(hooks[Hooks.BeforeReleaseName]),
            AfterRelease = Outside(hooks[Hooks.AfterReleaseName]),
            BeforeWave = Outside(hooks[Hooks.BeforeWaveName]),
            AfterWave = Outside(hooks[Hooks.AfterWaveName]),
        };
        return (build == common ? null : build, rollout == common ? null : rollout);
    }

    static List<string>? Command(CatalogField field) => field.Given ? field.SomeCommand() : null;

    /// <summary>Beside a rollout there is no tree that a path could be relative to.</summary>
    internal static List<string>? Outside(CatalogField field)
    {
        var words = Command(field);
        if (words is [var program, ..] && program.Contains('/') && !program.StartsWith('/')) field.Problem(Texts.Hooks.NoTree(program));
        return words;
    }
}
