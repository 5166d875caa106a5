using System.Collections.Concurrent;
using System.Globalization;
using BotOps.Core.Builds.Maven;
using BotOps.Core.Logs;
using BotOps.Core.Processes;
using BotOps.Core.Sources;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Builds;

/// <summary>Turns one commit into one artifact on this machine: checkout, command, packing. Leaves no file and no process behind.</summary>
public sealed class BuildRunner(
    IEnumerable<ISourceControl> sources, Children children, IArtifactStore store, BuildOptions options, BuildHooks hooks, TimeProvider clock, ILogger<BuildRunner> logger)
{
    /// <summary>Whose lines a build's are in its log.</summary>
    public const string LogSource = "build";

    readonly ConcurrentDictionary<long, bool> taken = new();

    /// <summary>A build's folder is for one run at a time; null while this process has one. Dispose gives it back.</summary>
    public IDisposable? Take(long build) => taken.TryAdd(build, true) ? new Turn(() => taken.TryRemove(build, out _)) : null;

    /// <exception cref="BuildFailed">The reason in a sentence; everything else thrown is BotOps' own trouble.</exception>
    public async Task<Artifact> Run(BuildOrder order, ILogSink log, CancellationToken stopping)
    {
        var since = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(order.Settings.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            var packed = await Run(order, log, since, either.Token, stopping);
            return packed.Artifact;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new BuildFailed(Texts.BuildTookTooLong(order.Settings.TimeLimit));
        }
        catch (Exception e) when (e is SourceError or ChildNotStarted or ProcessesRemain)
        {
            throw new BuildFailed(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // above all, a full disk
        {
            throw new BuildFailed(Texts.BuildFolderTrouble(Environment.MachineName, e.Message), e);
        }
    }

    /// <param name="patient">Ends with BotOps or a press, not with the build's limit: what comes after a good build has a limit of its own.</param>
    async Task<PackedArtifact> Run(BuildOrder order, ILogSink log, long since, CancellationToken stopping, CancellationToken patient)
    {
        var source = sources.FirstOrDefault(s => s.Kind == order.Repository.Kind) ?? throw new BuildFailed(Texts.NoSourceControl(order.Repository.Kind));
        var user = BuildUser.Of(order.ProjectId, options);
        var folder = new BuildFolder(options, order.BuildId.ToString(CultureInfo.InvariantCulture), user);

        await log.Write(LogSource, Texts.BuildChecksOut(order.Project, order.Commit, Environment.MachineName), stopping);
        await Clear(); // what a killed run of this build left
        try
        {
            folder.Create();
            var commit = await source.Checkout(order.Repository, order.Commit, folder.Tree, log, stopping);
            await folder.HandOver(stopping);

            var files = await Make(order, folder, user, log, stopping);
            var packed = await new ArtifactPacker(store).Pack(folder.Tree, files, user, commit.At, stopping);
            await log.Write(LogSource, Texts.BuildPacked(packed, clock.GetElapsedTime(since)), stopping);
            await hooks.After(order, folder, user, log, patient);
            return packed;
        }
        finally
        {
            await ClearOrWarn();
        }

        async Task Clear()
        {
            await folder.Remove(CancellationToken.None);
            await source.Remove(order.Repository, folder.Tree, CancellationToken.None);
        }

        async Task ClearOrWarn()
        {
            try
            {
                await Clear();
            }
            catch (Exception e) // the result counts; the next run of this number clears again
            {
                logger.LogWarning(e, "{Folder} of build:{Build} could not be removed", folder.Root, order.BuildId);
            }
        }
    }

    /// <summary>Runs what builds, and chooses what of the tree becomes the artifact.</summary>
    async Task<IReadOnlyList<ArtifactFile>> Make(BuildOrder order, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        var command = new BuildCommand(children, options);
        var settings = order.Settings;
        await hooks.Before(order, folder, user, log, stopping);
        if (settings.Maven is not { } maven) await command.Run(order, folder, user, log, stopping);
        else await new MavenBuild(command, options).Run(order, maven, folder, user, log, stopping);

        var files = settings is { Maven: { } by, Artifact.Count: 0 }
            ? [new MavenPackage(folder.Tree, by, user).Find()]
            : ArtifactFiles.Choose(folder.Tree, settings.Artifact, settings.Strip);
        if (settings.Explode is { } into) files = ArtifactFiles.Explode(files, into);
        foreach (var file in files.Where(file => file.Exploded is not null || settings is { Maven: not null, Artifact.Count: 0 }))
            await log.Write(LogSource, file.Exploded is { } exploded ? Texts.Kinds.Exploded(file.Path, exploded) : Texts.Maven.Found(file), stopping);
        return files;
    }

    sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
