using System.Buffers.Text;
using System.Text;

namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>What packages, users and folders of a new machine may take.</summary>
    static readonly TimeSpan Initialising = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Runs the script that makes a new machine fit to be a host, once: where the same one came to its end there before, nothing is done.
    /// Answers ran: yes or no.
    /// </summary>
    /// <param name="script">For bash, without a terminal and without input.</param>
    public static HostCall Init(string project, long release, long fence, string script) =>
        Call("init", project, release, fence, Initialising, new() { ["script"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(script)) });
}
