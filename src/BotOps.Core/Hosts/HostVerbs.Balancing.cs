using System.Buffers.Text;
using System.Text;
using BotOps.Core.Projects;

namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>What the test, the reload and the first new worker may take, beside the drain.</summary>
    static readonly TimeSpan Reloading = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Writes the servers of an upstream into the balancer's own file, has nginx test and take it up, and waits until the workers of before
    /// have ended. Refused where the file was edited by hand (answers difference); where nginx refuses its configuration the old file is
    /// put back. Answers changed, and drained: no, where the limit was over before requests were.
    /// </summary>
    /// <param name="content">Lines <c>server ADDRESS:PORT …;</c> and comments.</param>
    /// <param name="waits">False: no server leaves, so nobody has to wait for the workers of before.</param>
    public static HostCall Balance(string project, string environment, long release, long fence, Balancer balancer, string content, bool waits = true) =>
        Call("balance", $"{project}/{environment}", release, fence, Reloading + (waits ? balancer.Drain : TimeSpan.Zero), new Dictionary<string, string>
        {
            ["file"] = balancer.File,
            ["pid"] = balancer.Pid,
            ["drain"] = waits ? Seconds(balancer.Drain) : "0",
            ["content"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content)),
        }.List("test", balancer.Test).List("reload", balancer.Reload));

    /// <summary>The same where a file with that digest, which BotOps did not write, may be written over: it was adopted.</summary>
    public static HostCall Taking(this HostCall balance, string sha256) => balance with { Arguments = new Dictionary<string, string>(balance.Arguments) { ["takes"] = sha256 } };

    /// <summary>
    /// Answers state (ours, absent, edited or foreign), the file's content, and where it is ours its sha256 and live: no, where nginx has not
    /// taken it up; prints what was edited. Asked by anybody: it changes nothing, waits for nobody, and its fence does not count.
    /// </summary>
    public static HostCall Balanced(string project, string environment, Balancer balancer) =>
        Call("balanced", $"{project}/{environment}", 0, 0, TimeSpan.Zero, new() { ["file"] = balancer.File });
}
