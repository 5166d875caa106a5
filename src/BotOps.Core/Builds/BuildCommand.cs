using BotOps.Core.Logs;
using BotOps.Core.Processes;
using BotOps.Core.Secrets;

namespace BotOps.Core.Builds;

/// <summary>Runs the project's own command in its tree, every line of it into the log.</summary>
sealed class BuildCommand(Children children, BuildOptions options)
{
    /// <exception cref="BuildFailed">There is none, or as of the other.</exception>
    public Task Run(BuildOrder order, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping) => order.Settings.Command.Count > 0
        ? Run(order, order.Settings.Command, BuildEnvironment.Of(order, folder, options), folder, user, log, stopping)
        : throw new BuildFailed(Texts.BuildWithoutCommand(order.Project));

    /// <exception cref="BuildFailed">It is not there, exited with another code than 0, or was ended by a signal.</exception>
    public Task Run(
        BuildOrder order, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping) =>
        Run(new ProgramCall($"build:{order.BuildId}", BuildRunner.LogSource, command, environment, order.Secrets, order.Settings.TimeLimit), folder, user, log, stopping);

    /// <exception cref="BuildFailed">As of the others.</exception>
    public async Task Run(ProgramCall call, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        var name = call.Command[0];
        var program = BuildProgram.Find(name, folder.Tree, call.Environment["PATH"], user);
        await log.Write(call.Source, Texts.BuildCommandLine(call.Command, call.Limit), stopping);

        var spec = new ChildSpec(call.Purpose, [program, .. call.Command.Skip(1)], folder.Tree, call.Environment)
        {
            UserId = user.Id, GracePeriod = options.GracePeriod,
        };
        await using var child = await children.Start(spec, stopping);
        var exit = await Follow(child, call.Source, log, new SecretMask(call.Secrets.Values), stopping);

        if (exit == 0) return;
        throw new BuildFailed(Signals.NameOf(exit) is { } signal ? Texts.BuildEndedBySignal(name, signal) : Texts.BuildExited(name, exit));
    }

    async Task<int> Follow(RunningChild child, string source, ILogSink log, SecretMask mask, CancellationToken stopping)
    {
        using var giveUp = new CancellationTokenSource();
        var output = LineReader.Copy(child.Output, source, log, mask, giveUp.Token);
        try
        {
            var exit = child.Wait(stopping);
            if (await Task.WhenAny(exit, output) == output) await output; // a log that fails ends the build, which would wait for it
            var code = await exit;

            var left = await child.End();
            await output.WaitAsync(stopping);
            if (left.Count > 0) await log.Write(source, Texts.BuildLeftProcesses(left), stopping);
            return code;
        }
        catch
        {
            await child.End();
            giveUp.CancelAfter(options.GracePeriod); // a log that waits for the database keeps nobody
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
