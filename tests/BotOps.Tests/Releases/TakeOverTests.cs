using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotOps.Tests.Releases;

public class TakeOverTests
{
    const string Path = "config/app.yaml";
    const string Template = "port: {port}\naddress: {address}\nlevel: info\nhost: {host}\n";
    static readonly Host One = new() { Name = "order-01", Address = "10.0.0.1", Root = "/srv" };
    static readonly Host Two = new() { Name = "order-02", Address = "10.0.0.2", Root = "/srv" };
    static readonly Settings Settings = With(Template);

    [Fact]
    public void Lines_that_nobody_changed_keep_their_placeholders()
    {
        var taken = TakeOver.Into(Settings, [Edit(One, now => now.Replace("info", "debug", StringComparison.Ordinal) + "extra: 1\n")], [One]);

        Assert.Equal("port: {port}\naddress: {address}\nlevel: debug\nhost: {host}\nextra: 1\n", taken.Run.Files.Single().Content);
    }

    [Fact]
    public void A_changed_line_is_the_hosts_whatever_its_template_was()
    {
        var taken = TakeOver.Into(Settings, [Edit(One, now => now.Replace("port: 8080", "port: 9090", StringComparison.Ordinal))], [One]);

        Assert.StartsWith("port: 9090\naddress: {address}\n", taken.Run.Files.Single().Content, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_edit_on_hosts_with_addresses_of_their_own_is_one()
    {
        var edits = new[] { One, Two }.Select(h => Edit(h, now => now.Replace("info", "debug", StringComparison.Ordinal))).ToList();

        Assert.Equal("port: {port}\naddress: {address}\nlevel: debug\nhost: {host}\n", TakeOver.Into(Settings, edits, [One, Two]).Run.Files.Single().Content);
    }

    [Fact]
    public void Hosts_that_disagree_about_a_file_are_named_and_nothing_is_taken()
    {
        var edits = new[] { Edit(One, now => now + "a: 1\n"), Edit(Two, now => now + "a: 2\n") };

        var error = Assert.Throws<UserError>(() => TakeOver.Into(Settings, edits, [One, Two]));

        Assert.StartsWith("config/app.yaml is different on order-01, order-02,", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => TakeOver.Into(Settings, [edits[0], new FileEdit(Two.Name, Path, "", "") { State = FileState.Deleted }], [One, Two]));
    }

    [Fact]
    public void Onto_a_newer_template_only_the_hands_lines_are_carried()
    {
        var edit = Edit(One, now => now.Replace("info", "debug", StringComparison.Ordinal));
        var newer = With("# shop\n" + Template.Replace("port: {port}", "listen: {address}:{port}", StringComparison.Ordinal) + "end: 1\n");

        Assert.Equal("# shop\nlisten: {address}:{port}\naddress: {address}\nlevel: debug\nhost: {host}\nend: 1\n", TakeOver.Into(newer, [edit], [One]).Run.Files.Single().Content);
    }

    [Fact]
    public void A_file_that_was_deleted_is_managed_no_longer_and_one_that_no_longer_is_comes_back()
    {
        Assert.Empty(TakeOver.Into(Settings, [new FileEdit(One.Name, Path, "", "") { State = FileState.Deleted }], [One]).Run.Files);

        var edit = Edit(One, now => now + "a: 1\n");
        Assert.Equal([new ManagedFile(Path, edit.Content)], TakeOver.Into(new Settings(), [edit], [One]).Run.Files);
    }

    [Fact]
    public void What_can_be_no_managed_file_is_refused()
    {
        Refused("cannot be taken over: it is no file any more", new FileEdit(One.Name, Path, "", "") { State = FileState.NotAFile });
        Refused("cannot be taken over: it has a credential in it", Edit(One, now => now + "db: postgres://shop:hunter2@db/\n"));
        Refused("cannot be taken over: it has a control character in it", Edit(One, now => now + "\u001b[31m\n"));
        Refused("in the line 'port: {port}' BotOps would replace a placeholder", Edit(One, now => now.Replace("port: 8080", "port: {port}", StringComparison.Ordinal)));

        static void Refused(string why, FileEdit edit) =>
            Assert.Contains(why, Assert.Throws<UserError>(() => TakeOver.Into(Settings, [edit], [One])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_saved_in_another_encoding_is_written_so_from_then_on()
    {
        var edit = Edit(One, now => now + "名: 茶\n") with { Encoding = FileText.Gb18030 };

        Assert.Equal(FileText.Gb18030, TakeOver.Into(Settings, [edit], [One]).Run.Files.Single().Encoding);
    }

    [Property(MaxTest = 1000)]
    public Property What_was_taken_over_is_rendered_on_that_host_as_the_hand_left_it() => Prop.ForAll(Templates.ToArbitrary(), Hands.ToArbitrary(), (template, now) =>
    {
        var (before, edit) = (With(template), Edit(One, _ => now, template));
        var after = TakeOver.Into(before, [edit], [One]);
        return HostVerbs.Rendered(after.Run.Files.Single().Content, after.Run, One) == now && FilesQuestion.Lost([edit], after.Run, [One]).Count == 0;
    });

    [Property(MaxTest = 1000)]
    public Property Whatever_the_newer_template_is_the_hands_own_lines_are_there() =>
        Prop.ForAll(Templates.ToArbitrary(), Templates.ToArbitrary(), Hands.ToArbitrary(), (old, newer, now) =>
        {
            var edit = Edit(One, _ => now, old);
            var rendered = Lines(HostVerbs.Rendered(TakeOver.Into(With(newer), [edit], [One]).Run.Files.Single().Content, Settings.Run, One));
            return Lines(now).Except(Lines(edit.Was)).All(rendered.Contains);
        });

    static readonly Gen<string> Templates = Gen.Elements("p {port}\n", "a {address}\n", "h {host}\n", "x\n", "y\n", "z\n").ArrayOf().Select(string.Concat);
    static readonly Gen<string> Hands = Gen.Elements("p 8080\n", "a 10.0.0.1\n", "h order-01\n", "x\n", "y\n", "new\n", "other\n").ArrayOf().Select(string.Concat);

    static IReadOnlyList<string> Lines(string text) => LineDifference.Lines(text);

    static Settings With(string content) => new() { Run = new RunSettings { Port = 8080, Files = [new ManagedFile(Path, content)] } };

    static FileEdit Edit(Host host, Func<string, string> hand, string template = Template)
    {
        var was = HostVerbs.Rendered(template, Settings.Run, host);
        return new FileEdit(host.Name, Path, LineDifference.Unified(was, hand(was)), hand(was)) { Was = was };
    }
}
