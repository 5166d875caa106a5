using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Logs;

namespace BotOps.Core.Scaling;

/// <summary>The catalog's commands of a way back. Each may be run again after a death.</summary>
public sealed class BackCommands(HookRunner runner)
{
    public const string Load = "load", BeforeGiveBack = "beforeGiveBack";

    /// <returns>Why it says no; null: it says yes, or there is none.</returns>
    public Task<string?> AskLoad(ScaleRun run, int wave, ILogSink log, CancellationToken stopping) =>
        Run(run, Load, run.Plan.Settings.Back.Load, $"{wave}", new Dictionary<string, string> { ["BOTOPS_WAVE"] = $"{wave}" }, log, stopping);

    public Task<string?> SaveLogs(AtStep at, string address, CancellationToken stopping) => at.Host.HookLeftOut
        ? Task.FromResult<string?>(null)
        : Run(at.Run, BeforeGiveBack, at.Run.Plan.Settings.Back.BeforeGiveBack, at.Host.Name, new Dictionary<string, string>
        {
            ["BOTOPS_HOST"] = at.Host.Name, ["BOTOPS_ADDRESS"] = address, ["BOTOPS_INSTANCE"] = at.Host.InstanceId ?? "",
        }, at.Log, stopping);

    async Task<string?> Run(ScaleRun run, string name, IReadOnlyList<string>? command, string what, Dictionary<string, string> variables, ILogSink log, CancellationToken stopping)
    {
        if (command is null) return null;
        var (project, order) = (run.Deploying, run.OrderId.ToString(CultureInfo.InvariantCulture));
        foreach (var (key, value) in new[] { ("HOOK", name), ("PROJECT", project.Project), ("ENVIRONMENT", project.Environment), ("ORDER", order) }) variables[$"BOTOPS_{key}"] = value;
        var place = string.Create(CultureInfo.InvariantCulture, $"back-{order}-{run.Fence}-{name}-{what}");
        var failure = await runner.Run(new HookOrder(place, name, project.ProjectId, command, variables, new Dictionary<string, string>(), run.Plan.Settings.Back.TimeLimit), log, stopping);
        return failure is null ? null : Texts.Hooks.Failed(name, failure);
    }
}
