using System.Diagnostics;
using System.Globalization;

namespace BotOps.Core.Processes;

/// <summary>
/// Starts a child that waits in its own session, as its own user, until its row is saved and it is told to go. If BotOps dies before,
/// its standard input ends and it exits without having run anything.
/// </summary>
static class Launcher
{
    const string EnvironmentPrefix = "BOTOPS_SET_";

    /// <summary>
    /// Standard error ends when the launcher is ready, so that what stands in it is why it is not. The environment comes under harmless
    /// names and gets its own only here, after the change of user: an LD_PRELOAD out of a repository must not act as root. Values never
    /// stand in an argument, where every user could read them.
    /// </summary>
    const string Script = """
        exec 2>&1
        IFS= read -r mark || exit 125
        umask 022
        export BOTOPS_CHILD="$mark"
        while [ "$1" != -- ]; do eval "export $1=\"\$BOTOPS_SET_$1\"; unset BOTOPS_SET_$1"; shift; done
        shift
        exec "$@" </dev/null
        """;

    public static async Task<Process> Start(ChildSpec spec, CancellationToken stopping)
    {
        var process = new Process { StartInfo = Describe(spec) };
        try
        {
            process.Start();
            var complaint = await process.StandardError.ReadToEndAsync(stopping);
            if (complaint.Length > 0) throw new ChildNotStarted(Texts.ChildNotStarted(spec.Command[0], complaint.Trim()));
            return process;
        }
        catch (Exception e)
        {
            Abandon(process);
            if (e is System.ComponentModel.Win32Exception) throw new ChildNotStarted(Texts.ChildNotStarted(spec.Command[0], e.Message), e);
            throw;
        }
    }

    /// <summary>Lets the waiting child become its command.</summary>
    public static async Task Go(Process process, string mark)
    {
        await process.StandardInput.WriteLineAsync(mark);
        process.StandardInput.Close();
    }

    /// <summary>Ends a child that was never told to go.</summary>
    public static void Abandon(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (InvalidOperationException)
        {
            // it never started
        }
        process.Dispose();
    }

    static ProcessStartInfo Describe(ChildSpec spec)
    {
        List<string> words = [.. Session(), .. User(spec.UserId), "/bin/sh", "-c", Script, "botops-child", .. spec.Environment.Keys, "--", .. spec.Command];
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = spec.Directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };

        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
            start.Environment[EnvironmentPrefix + Checked(name)] = value;
        return start;
    }

    /// <summary>setsid(1) is part of util-linux; macOS has none, and there a child shares BotOps' session.</summary>
    static string[] Session() => SystemProgram.Find("setsid") is { } setsid ? [setsid] : [];

    static string[] User(int? user)
    {
        if (user is not { } number) return [];
        var setpriv = SystemProgram.Find("setpriv") ?? throw new ChildNotStarted(Texts.SetprivMissing);
        var id = number.ToString(CultureInfo.InvariantCulture);
        return [setpriv, $"--reuid={id}", $"--regid={id}", "--clear-groups", "--no-new-privs"];
    }

    static string Checked(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : throw new ChildNotStarted(Texts.BadVariableName(name));
}

/// <summary>The child did not run at all; the message says why.</summary>
public sealed class ChildNotStarted(string message, Exception? inner = null) : Exception(message, inner);
