using System.ComponentModel;
using BotOps.Core;
using BotOps.Core.Sources;
using CliWrap;

namespace BotOps.Adapters.Sources.Git;

/// <param name="Words">The last lines that git wrote.</param>
sealed record GitResult(int ExitCode, IReadOnlyList<string> Words)
{
    public bool Ok => ExitCode == 0;
}

/// <summary>Runs the git client: argument lists only, an environment of its own, and its whole process tree ended on cancellation.</summary>
sealed class GitClient(GitHome home, TimeProvider clock)
{
    /// <param name="held">The mirror's lock, to note the process in, so that whoever takes the lock after a kill ends it.</param>
    /// <exception cref="SourceError">Not done within <paramref name="limit"/>, or there is no git.</exception>
    public async Task<GitResult> Run(
        IReadOnlyList<string> arguments, GitAccess access, TimeSpan limit, GitWords? words, FolderLock? held, CancellationToken stopping)
    {
        words ??= new GitWords(null);
        using var late = new CancellationTokenSource(limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            var running = Cli.Wrap("git")
                .WithArguments(arguments)
                .WithWorkingDirectory(home.Home)
                .WithEnvironmentVariables(Environment(access))
                .WithStandardOutputPipe(PipeTarget.Create(words.Read))
                .WithStandardErrorPipe(PipeTarget.Create(words.Read))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(ending.Token);
            held?.Note(running.ProcessId);
            var result = await running;
            return new(result.ExitCode, words.Last);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new SourceError(Texts.GitSlow(access.Url, limit));
        }
        catch (Win32Exception missing)
        {
            throw new SourceError(Texts.GitMissing, missing);
        }
        finally
        {
            held?.Forget();
        }
    }

    Dictionary<string, string?> Environment(GitAccess access) => ClientEnvironment.Of(home.Home,
    [
        .. access.Environment, new("LANG", "C.UTF-8"), new("GIT_CONFIG_NOSYSTEM", "1"), new("GIT_CONFIG_GLOBAL", home.ConfigFile), new("GIT_TERMINAL_PROMPT", "0"),
    ]);
}
