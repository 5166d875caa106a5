namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>
    /// The host gets the archive itself and lays it where <see cref="Fetch"/> wants it, going on from what a break left, and checks its
    /// digest; nothing is asked for that is there. A failure answers http: the status that the store refused the link with.
    /// </summary>
    /// <param name="bytes">Length of the archive.</param>
    /// <param name="link">A secret as long as it is good; the script neither prints it nor gives it to a program as an argument.</param>
    public static HostCall Pull(string project, long release, long fence, string sha256, long bytes, Uri link) =>
        Call("pull", project, release, fence, TimeSpan.FromMinutes(15), new() { ["sha256"] = sha256, ["bytes"] = Text(bytes), ["url"] = link.AbsoluteUri });
}
