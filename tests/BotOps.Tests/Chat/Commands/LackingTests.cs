using BotOps.Core;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class LackingTests
{
    static readonly string[] Rest =
    [
        "", "order-svc", "order-svc master --serial", "--serial", "--serial order-svc", "to production", "to", "order-svc to production", "\"order-svc\"", "order-svc --reason why", "order-svc --reason",
        "--reason why order-svc", "42", "ＯＲＤＥＲ", "@order-svc", "order-svc --help", "add", "add pay-svc --repo /r", "order-01 out", "order-01 in", "@anna", "@anna approver", "@anna approver shop", "  order-svc",
        "zh", "order-svc \"master", "$(touch x)", new string('x', 3000),
    ];

    /// <summary>The short way to the answer is the whole parser's.</summary>
    [Fact]
    public void A_form_is_wanted_exactly_where_the_parser_wants_one()
    {
        var asked = 0;
        foreach (var line in CommandTable.All.SelectMany(c => Rest.SelectMany(rest => new[] { $"{c.Slash} {rest}".TrimEnd(), $"/{c.Name} {rest}", $"@botops {c.Name} {rest}" })))
        {
            var parsed = Parsed(line);
            Assert.Equal(parsed?.Missing, CommandParser.Lacking(line)?.Missing);
            if (parsed is not null) asked++;
        }
        Assert.True(asked > 30);
    }

    static FormWanted? Parsed(string line)
    {
        try
        {
            return CommandParser.Parse(line) as FormWanted;
        }
        catch (UserError)
        {
            return null;
        }
    }
}
