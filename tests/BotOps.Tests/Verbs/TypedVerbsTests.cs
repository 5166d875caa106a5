using System.CommandLine;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Verbs;

namespace BotOps.Tests.Verbs;

public class TypedVerbsTests
{
    static RootCommand Root()
    {
        var root = new RootCommand { ServeVerb.Create() };
        SandboxVerb.MakeDefault(root);
        TypedVerbs.AddTo(root);
        return root;
    }

    [Fact]
    public void Every_command_of_the_chat_is_a_verb() =>
        Assert.Empty(CommandTable.All.Select(c => c.Name).Except(Root().Subcommands.Select(c => c.Name)));

    [Theory]
    [InlineData("status", "--help")]
    [InlineData("deploy", "order-svc", "--serial", "--", "-x")]
    [InlineData("approve", "@/etc/passwd", "[diagram]", "--data", "x", "-?")]
    [InlineData("--data", "/srv/sandbox", "hosts", "order-svc", "to", "production")]
    [InlineData("--data=/srv/sandbox", "hosts", "order-svc", "--version")]
    public void What_follows_the_verb_is_taken_as_it_is(params string[] args)
    {
        var root = Root();
        var parsed = root.Parse(TypedVerbs.Raw(root, args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        var verb = args.First(a => root.Subcommands.Any(c => c.Name == a));

        Assert.Empty(parsed.Errors);
        Assert.Equal(verb, parsed.CommandResult.Command.Name);
        Assert.Equal(args.SkipWhile(a => a != verb).Skip(1), parsed.GetValue((Argument<string[]>)parsed.CommandResult.Command.Arguments.Single()));
        Assert.Equal(verb == "hosts" ? "/srv/sandbox" : null, parsed.GetValue<string?>("--data"));
    }

    [Fact]
    public void The_executables_own_verbs_keep_their_options() =>
        Assert.Equal(["serve", "--role", "worker"], TypedVerbs.Raw(Root(), ["serve", "--role", "worker"]));

    [Theory]
    [InlineData("approve", "42/1", "botops approve 42")]
    [InlineData("approve", "42/1/knowing", "botops approve 42")]
    [InlineData("answer", "42/1/leave-out", "botops answer 42 leave-out")]
    [InlineData("rollback", "42/1/17", "botops press rollback 42/1/17")]
    [InlineData("keep;", "7 $(id)", "botops press 'keep;' '7 $(id)'")]
    public void A_button_is_the_line_that_presses_it(string action, string value, string line) =>
        Assert.Equal(line, TypedVerbs.LineOf(new Button(action, "label", value), "botops"));
}
