using BotOps.Core;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotOps.Tests.Chat.Commands;

public class FilledFormTests
{
    [Theory]
    [InlineData("deploy", "project=order-svc", "/deploy order-svc")]
    [InlineData("deploy", "project=order-svc;ref=master;environment=staging;strategy=serial;note=fix of the login", "/deploy order-svc master to staging --serial --note \"fix of the login\"")]
    [InlineData("deploy", "project=order-svc;strategy=batch=1,25%,100%", "/deploy order-svc --batch 1,25%,100%")]
    [InlineData("deploy", "project=order-svc;strategy=;note= ", "/deploy order-svc")]
    [InlineData("deploy", "project=order-svc;pause=first;rebuild=yes;plan=yes", "/deploy order-svc --pause first --rebuild --plan")]
    [InlineData("deploy", "project=order-svc;batch=２５％;strategy=halves", "/deploy order-svc --halves")]
    [InlineData("reject", "release=42;reason=say \"no\"", "/botops reject 42 --reason \"say \\\"no\\\"\"")]
    [InlineData("hosts", "project=order-svc;environment=production", "/botops hosts order-svc to production")]
    public void It_means_what_the_line_means(string command, string filled, string line)
    {
        Assert.Equal(Json.Text<object>(CommandParser.Parse(line)), Json.Text<object>(FilledForm.Read(command, Values(filled))));
        Assert.Equal(line, FilledForm.AsTyped(command, Values(filled)));
    }

    [Theory]
    [InlineData("project=--plan", "--plan")]
    [InlineData("project=order-svc --serial", "order-svc --serial")]
    [InlineData("project=order-svc;ref=--upload-pack=touch /tmp/x", "--upload-pack=touch /tmp/x")]
    [InlineData("project=order-svc;ref=master to staging", "master to staging")]
    [InlineData("project=order-svc;environment=@/etc/passwd", "@/etc/passwd")]
    [InlineData("project=order-svc;strategy=plan", "plan")]
    [InlineData("project=order-svc;strategy=batch=0", "0")]
    [InlineData("project=order-svc;wait=soon", "soon")]
    public void A_wrong_value_is_named_as_a_whole(string filled, string atFault) =>
        Assert.Equal(atFault, Assert.Throws<UserError>(() => FilledForm.Read("deploy", Values(filled))).AtFault);

    [Fact]
    public void What_is_still_missing_is_asked_for_again_with_what_is_known()
    {
        var wanted = Assert.IsType<FormWanted>(FilledForm.Read("reject", Values("release=42;reason= ")));

        Assert.Equal(["reason"], wanted.Missing);
        Assert.Equal("42", wanted.Known["release"]);
    }

    [Property(MaxTest = 1000, Arbitrary = [typeof(Texts)])]
    public bool A_value_stays_the_value_of_its_field(Text reference, Text note)
    {
        try
        {
            var read = FilledForm.Read("deploy", new Dictionary<string, string> { ["project"] = "order-svc", ["ref"] = reference.Value, ["note"] = note.Value });
            var again = CommandParser.Parse(FilledForm.AsTyped("deploy", new Dictionary<string, string> { ["project"] = "order-svc", ["ref"] = reference.Value, ["note"] = note.Value }));
            return read is DeployInput { Project: "order-svc", Environment: null, PlanOnly: false, Rebuild: false, Options: { Serial: false, Hosts.Count: 0 } }
                && Json.Text<object>(read) == Json.Text<object>(again);
        }
        catch (UserError error)
        {
            return error.Message.Length > 0;
        }
    }

    public sealed record Text(string Value);

    public static class Texts
    {
        static readonly string[] Pieces =
            ["master", "to", "--plan", "--serial", "—rebuild", "-", "@botops", "/deploy", "\"", "'", "”", "\\", " ", "　", "=", "x", "１", "🚀", "\u202E", "\0", "\n", "$(id)", "`id`", "; rm", "a/b"];

        public static Arbitrary<Text> Any() => Arb.From(
            from count in Gen.Choose(0, 6)
            from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
            select new Text(string.Concat(pieces)));
    }

    static Dictionary<string, string> Values(string filled) => filled.Split(';').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
}
