using BotOps.Core.Logs;

namespace BotOps.Core.Builds;

/// <summary>
/// The hooks of a build, in its tree. A build that is begun afresh has a new tree, so what comes before is run in it again; what comes
/// after a good build is recorded and run once.
/// </summary>
public sealed class BuildHooks(HookRunner runner, HookRows rows, BuildOptions options)
{
    /// <exception cref="BuildFailed">It failed.</exception>
    internal async Task Before(BuildOrder order, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        if (order.Settings.Hooks?.BeforeBuild is not { } command) return;
        if (await runner.Run(Call(order, Projects.Hooks.BeforeBuildName, command, folder), folder, user, log, stopping) is { } reason)
            throw new BuildFailed(Texts.Hooks.Failed(Projects.Hooks.BeforeBuildName, reason));
    }

    /// <summary>The artifact is stored: what fails here is in the log and in the record, and undoes nothing.</summary>
    internal async Task After(BuildOrder order, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        if (order.Settings.Hooks?.AfterBuild is not { } command) return;
        var key = new HookKey(Projects.Hooks.AfterBuildName, Build: order.BuildId);
        if (await rows.Find(key, stopping) is { EndedAt: not null }) return;
        await rows.Begin(key, stopping);
        await rows.End(key, await runner.Run(Call(order, key.Hook, command, folder), folder, user, log, stopping), stopping);
    }

    ProgramCall Call(BuildOrder order, string hook, IReadOnlyList<string> command, BuildFolder folder)
    {
        var environment = BuildEnvironment.Named(order, folder, options);
        foreach (var (name, value) in order.HookSecrets) environment[name] = value;
        environment["BOTOPS_HOOK"] = hook;
        return new ProgramCall($"build:{order.BuildId} {hook}", hook, command, environment, order.HookSecrets, order.Settings.Hooks!.TimeLimit);
    }
}
