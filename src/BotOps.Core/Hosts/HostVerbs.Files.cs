using System.Buffers.Text;
using BotOps.Core.Projects;

namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>The first release with something in a shared folder is copied there.</summary>
    static readonly TimeSpan Seeding = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Writes the managed files into the release's folder, links what is shared, and records both for <see cref="Edited"/>. The
    /// release has to be unpacked with that digest; the current one is never changed. Answers files: how many.
    /// </summary>
    public static HostCall Render(string project, long release, long fence, RunSettings run, Host host, string sha256)
    {
        var arguments = new Dictionary<string, string> { ["sha256"] = sha256 }.List("shared", run.Shared);
        foreach (var (at, file) in run.Files.Index())
        {
            arguments[$"file.{at}.path"] = file.Path;
            arguments[$"file.{at}.mode"] = file.Mode;
            arguments[$"file.{at}.encoding"] = file.Encoding;
            arguments[$"file.{at}.content"] = Base64Url.EncodeToString(FileText.Bytes(Rendered(file.Content, run, host), file.Encoding));
        }
        return Call("render", project, release, fence, Seeding, arguments);
    }

    /// <summary>
    /// Answers which managed files of the current release are not as they were rendered (<see cref="Releases.EditedFiles"/>), and
    /// prints what differs. Asked by anybody: it changes nothing, waits for nobody, and its fence does not count.
    /// </summary>
    public static HostCall Edited(string project) => Call("edited", project, 0, 0, TimeSpan.Zero, []);

    /// <summary>What <see cref="Render"/> writes on this host for a content or a line of it.</summary>
    public static string Rendered(string content, RunSettings run, Host host) => Fill(content, run, host.Address, host.Name);

    /// <summary>The same for all hosts: what is each one's own stays a placeholder.</summary>
    public static string WithPort(string content, RunSettings run) => Fill(content, run, "{address}", "{host}");
}
