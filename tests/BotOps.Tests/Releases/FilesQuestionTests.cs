using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Tests.Releases;

public class FilesQuestionTests
{
    static readonly Host[] Hosts = [.. Enumerable.Range(1, 8).Select(n => new Host { Name = $"order-0{n}", Address = $"10.0.0.{n}", Root = "/srv" })];
    static readonly RunSettings Run = new() { Files = [new ManagedFile("a", "1\nhost: {host}\n")] };

    [Fact]
    public void The_same_edit_is_told_once_with_its_hosts()
    {
        FileEdit[] edits =
        [
            Edit("order-01", "a", "@@ -1 +1 @@\n-1\n+2\n"), Edit("order-02", "a", "@@ -1 +1 @@\n-1\n+3\n"), Edit("order-03", "a", "@@ -1 +1 @@\n-1\n+2\n"),
            Edit("order-02", "b", "") with { State = FileState.Deleted },
        ];

        Assert.Equal(["a was edited, on order-01, order-03", "a was edited, on order-02", "b was deleted, on order-02"], FilesQuestion.Lines(edits));
        Assert.Equal(["a order-01, order-03: @@ -1 +1 @@|-1|+2", "a order-02: @@ -1 +1 @@|-1|+3"], FilesQuestion.Excerpts(edits, 5).Select(Text));
    }

    [Fact]
    public void A_long_difference_and_many_hosts_are_shortened()
    {
        var difference = string.Concat(Enumerable.Range(1, 50).Select(n => $"+{n}\n"));
        var edits = Hosts.Select(h => Edit(h.Name, "a", difference)).ToList();

        Assert.Equal(["a was edited, on order-01 to order-08, 8 in all"], FilesQuestion.Lines(edits));
        var lines = Assert.Single(FilesQuestion.Excerpts([.. edits, Edit("order-01", "b", "+1\n")], 1)).Lines;
        Assert.Equal(("… 10 more lines", 41), (lines[^1].Text, lines.Count));
    }

    [Fact]
    public void What_the_release_writes_just_so_is_not_lost()
    {
        FileEdit[] edits =
        [
            Edit("order-01", "a", "x") with { Content = "1\nhost: order-01\n" }, Edit("order-02", "a", "x") with { Content = "1\nhost: order-01\n" },
            Edit("order-03", "gone", "") with { State = FileState.Deleted }, Edit("order-03", "a", "") with { State = FileState.Deleted },
            Edit("order-04", "a", "x") with { Content = "1\nhost: order-04\n", Encoding = FileText.Gb18030 }, Edit("order-05", "unmanaged", "x") with { Content = "1" },
        ];

        Assert.Equal(["order-02", "order-03 a", "order-04", "order-05"],
            FilesQuestion.Lost(edits, Run, Hosts).Select(e => e.Host == "order-03" ? $"{e.Host} {e.Path}" : e.Host));
    }

    static FileEdit Edit(string host, string path, string difference) => new(host, path, difference, "");

    static string Text(Excerpt excerpt) => $"{excerpt.Title} {excerpt.Source}: {string.Join('|', excerpt.Lines.Select(l => l.Text))}";
}
