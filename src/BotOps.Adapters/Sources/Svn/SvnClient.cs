using System.ComponentModel;
using System.Text;
using BotOps.Core;
using BotOps.Core.Sources;
using CliWrap;

namespace BotOps.Adapters.Sources.Svn;

/// <param name="Words">The last lines that svn wrote to its standard error.</param>
sealed record SvnResult(int ExitCode, string Output, IReadOnlyList<string> Words)
{
    public bool Ok => ExitCode == 0;
}

/// <summary>Runs the svn client: argument lists only, an environment and configuration of its own, the password by standard input, and its whole process tree ended on cancellation.</summary>
sealed class SvnClient(SvnHome home, TimeProvider clock)
{
    const int KeptLines = 40, LongestLine = 4096;

    /// <param name="held">The working copy's lock, to note the process in, so that whoever takes the lock after a kill ends it.</param>
    /// <exception cref="SourceError">Not done within <paramref name="limit"/>, or there is no svn.</exception>
    public async Task<SvnResult> Run(IReadOnlyList<string> arguments, SvnAccess access, TimeSpan limit, FolderLock? held, CancellationToken stopping)
    {
        var output = new StringBuilder();
        var words = new Queue<string>();
        using var late = new CancellationTokenSource(limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            var running = Cli.Wrap("svn")
                .WithArguments([.. arguments, .. Always, "--config-dir", home.Config, .. Login(access)])
                .WithWorkingDirectory(home.Home)
                .WithEnvironmentVariables(ClientEnvironment.Of(home.Home, [.. access.Environment, new("LC_ALL", "C.UTF-8")]))
                .WithStandardInputPipe(access.Password is { } password ? PipeSource.FromString(password + "\n", new UTF8Encoding(false)) : PipeSource.Null)
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output, Encoding.UTF8))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Keep(words, line), Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(ending.Token);
            held?.Note(running.ProcessId);
            var result = await running;
            return new(result.ExitCode, output.ToString(), [.. words]);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new SourceError(Texts.GitSlow(access.Url, limit));
        }
        catch (Win32Exception missing)
        {
            throw new SourceError(Texts.Svn.Missing, missing);
        }
        finally
        {
            held?.Forget();
        }
    }

    static readonly string[] Always = ["--non-interactive", "--no-auth-cache"];

    static string[] Login(SvnAccess access) => access.User is { } user ? ["--username", user, "--password-from-stdin"] : [];

    static void Keep(Queue<string> words, string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        words.Enqueue(line.Length > LongestLine ? line[..LongestLine] : line.TrimEnd());
        if (words.Count > KeptLines) words.Dequeue();
    }
}
