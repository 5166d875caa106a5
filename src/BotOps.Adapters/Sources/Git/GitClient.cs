using System.Collections;
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
    // What a process needs to reach the network of this machine; nothing else of BotOps' environment is for git.
    static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "TMPDIR", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO"
    };

    /// <param name="held">The mirror's lock, to note the process in, so that whoever takes the lock after a kill ends it.</param>
    /// <exception cref="SourceError">Not done within <paramref name="limit"/>, or there is no git.</exception>
    public async Task<GitResult> Run(
        IReadOnlyList<string> arguments, GitAccess access, TimeSpan limit, GitWords? words, MirrorLock? held, CancellationToken stopping)
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

    Dictionary<string, string?> Environment(GitAccess access)
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => (string)v.Key)
            .Where(name => !Passed.Contains(name))
            .ToDictionary(name => name, _ => (string?)null); // CliWrap inherits what is not taken away
        foreach (var (name, value) in access.Environment) environment[name] = value;
        environment["HOME"] = home.Home;
        environment["LANG"] = "C.UTF-8";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = home.ConfigFile;
        environment["GIT_TERMINAL_PROMPT"] = "0";
        return environment;
    }
}
