using System.Globalization;

namespace BotOps.Core.Builds;

/// <summary>A build's whole environment, made from nothing: BotOps' own variables hold its configuration.</summary>
static class BuildEnvironment
{
    public static Dictionary<string, string> Of(BuildOrder order, BuildFolder folder, BuildOptions options)
    {
        var variables = Named(order, folder, options);
        foreach (var (name, value) in order.Settings.Environment.Concat(order.Secrets))
            variables[name] = value;
        return variables;
    }

    /// <summary>Without what its settings add.</summary>
    public static Dictionary<string, string> Named(BuildOrder order, BuildFolder folder, BuildOptions options)
    {
        var variables = Common(folder, options);
        (variables["BOTOPS_PROJECT"], variables["BOTOPS_BUILD"]) = (order.Project, order.BuildId.ToString(CultureInfo.InvariantCulture));
        variables["BOTOPS_COMMIT"] = order.Commit; // to stamp what is built; the tree has no repository that a build user may read
        return variables;
    }

    /// <summary>What every program that is run for a project has.</summary>
    public static Dictionary<string, string> Common(BuildFolder folder, BuildOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = options.Path ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
            ["HOME"] = folder.Home,
            ["TMPDIR"] = folder.Temp,
            ["USER"] = "botops-build",
            ["LOGNAME"] = "botops-build",
            ["CI"] = "true",

            // What .NET's tools would leave running or send home; harmless to others
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };

        foreach (var name in options.Inherit)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        return variables;
    }
}
