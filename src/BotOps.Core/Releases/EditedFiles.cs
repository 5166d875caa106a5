using System.Buffers.Text;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>What a host said to <see cref="HostVerbs.Edited"/>.</summary>
public static class EditedFiles
{
    /// <param name="answer">A good one.</param>
    public static IReadOnlyList<FileEdit> Of(string host, HostAnswer answer)
    {
        var edits = new List<FileEdit>();
        while (answer.Values.TryGetValue($"path.{edits.Count}", out var path)) edits.Add(Of(host, path, edits.Count, answer.Values));
        return edits;
    }

    static FileEdit Of(string host, string path, int at, IReadOnlyDictionary<string, string> values)
    {
        var encoding = values[$"encoding.{at}"];
        var was = FileText.Read(Bytes("was"), encoding)?.Text ?? "";
        var edit = new FileEdit(host, path, "", "") { State = State(values[$"state.{at}"]), Was = was };
        if (edit.State != FileState.Changed) return edit;
        if (!values.ContainsKey($"content.{at}")) return edit with { State = FileState.Unreadable };
        if (FileText.Read(Bytes("content"), encoding) is not ({ } now, { } read)) return edit with { State = FileState.NotText };

        return edit with { Content = now, Encoding = read, Difference = (read == encoding ? "" : $"\\ {encoding} → {read}\n") + LineDifference.Unified(was, now) };

        byte[] Bytes(string name) => Base64Url.DecodeFromChars(values.GetValueOrDefault($"{name}.{at}", ""));
    }

    static FileState State(string word) => word switch
    {
        "changed" => FileState.Changed,
        "deleted" => FileState.Deleted,
        "large" => FileState.TooLarge,
        "unreadable" => FileState.Unreadable,
        _ => FileState.NotAFile,
    };
}
