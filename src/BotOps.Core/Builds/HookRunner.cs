using BotOps.Core.Logs;
using BotOps.Core.Processes;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Builds;

/// <summary>
/// Runs one hook on this machine as builds are run: as the project's own user, in a clean environment, with a time limit. It leaves no
/// file and no process behind.
/// </summary>
public sealed class HookRunner(Children children, BuildOptions options, TimeProvider clock, ILogger<HookRunner> logger)
{
    /// <summary>In an empty folder of its own.</summary>
    /// <returns>Why it failed, in a sentence; null: it went well.</returns>
    /// <exception cref="OperationCanceledException">It was ended because <paramref name="stopping"/> says so.</exception>
    public async Task<string?> Run(HookOrder order, ILogSink log, CancellationToken stopping)
    {
        BuildFolder? folder = null;
        try
        {
            var user = BuildUser.Of(order.ProjectId, options);
            folder = new BuildFolder(options, order.Place, user);
            await folder.Remove(CancellationToken.None);
            folder.Create();
            Directory.CreateDirectory(folder.Tree);
            await folder.HandOver(stopping);

            var environment = BuildEnvironment.Common(folder, options);
            foreach (var (name, value) in order.Variables.Concat(order.Secrets)) environment[name] = value;
            return await Run(new ProgramCall(order.Place, order.Hook, order.Command, environment, order.Secrets, order.Limit), folder, user, log, stopping);
        }
        catch (Exception error) when (error is BuildFailed or IOException or UnauthorizedAccessException)
        {
            return error is BuildFailed ? error.Message : Texts.Hooks.FolderTrouble(error.Message);
        }
        finally
        {
            if (folder is not null) await ClearOrWarn(folder);
        }
    }

    /// <summary>In a folder that is there, for a hook of a build.</summary>
    internal async Task<string?> Run(ProgramCall call, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(call.Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        string failure;
        try
        {
            await new BuildCommand(children, options).Run(call, folder, user, log, either.Token);
            await log.Write(call.Source, Texts.Hooks.WentWell(call.Source, clock.GetElapsedTime(began)), stopping);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            failure = Texts.Hooks.TookTooLong(call.Limit);
        }
        catch (Exception error) when (error is BuildFailed or ChildNotStarted or ProcessesRemain or IOException or UnauthorizedAccessException)
        {
            failure = error.Message;
        }
        await log.Write(call.Source, Texts.Hooks.Failed(call.Source, failure), stopping);
        return failure;
    }

    async Task ClearOrWarn(BuildFolder folder)
    {
        try
        {
            await folder.Remove(CancellationToken.None);
        }
        catch (Exception error) // the result counts
        {
            logger.LogWarning(error, "{Folder} of a hook could not be removed", folder.Root);
        }
    }
}
