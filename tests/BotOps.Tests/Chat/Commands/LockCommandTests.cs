using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class LockCommandTests
{
    [Theory]
    [InlineData("/lock order-svc --reason migration", "LockInput { Project = order-svc, Environment = , Reason = migration, For = , Steal = False }")]
    [InlineData("/lock order-svc to production --reason “db migration” —for 2h —steal", "LockInput { Project = order-svc, Environment = production, Reason = db migration, For = 02:00:00, Steal = True }")]
    [InlineData("@botops lock order-svc --reason x", "LockInput { Project = order-svc, Environment = , Reason = x, For = , Steal = False }")]
    [InlineData("/unlock order-svc", "UnlockInput { Project = order-svc, Environment =  }")]
    [InlineData("/botops unlock order-svc to staging", "UnlockInput { Project = order-svc, Environment = staging }")]
    public void It_reads(string typed, string means) => Assert.Equal(means, CommandParser.Parse(typed).ToString());

    [Theory]
    [InlineData("/lock order-svc", "reason")]
    [InlineData("/lock --reason x", "project")]
    [InlineData("/unlock", "project")]
    public void What_is_missing_is_asked_for(string typed, string missing) => Assert.Equal([missing], Assert.IsType<FormWanted>(CommandParser.Parse(typed)).Missing);

    [Theory]
    [InlineData("/lock order-svc --reason x --for 8d", "--for is between 1 m and 168 h.", "8d", "/lock order-svc --reason x --for 2h")]
    [InlineData("/lock order-svc --reason db migration", "migration is one word too many. Put quotation marks around a text of several words.", "migration", "/lock order-svc --reason \"db migration\"")]
    [InlineData("/lock order-svc --reason x --stela", "There is no option --stela. Did you mean --steal?", "--stela", "/lock order-svc --reason x --steal")]
    [InlineData("/unlok order-svc", "There is no command /unlok. Did you mean unlock", "/unlok", "/unlock order-svc")]
    [InlineData("/deploy order-svc --override", "--override needs a value, REASON: --override \"fixes the outage\".", "--override", "/deploy order-svc --override \"fixes the outage\"")]
    public void It_names_what_is_wrong_and_offers_what_is_right(string typed, string says, string atFault, string tryInstead)
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse(typed));
        Assert.StartsWith(says, error.Message, StringComparison.Ordinal);
        Assert.Equal((atFault, tryInstead), (error.AtFault, error.TryInstead));
    }

    [Theory]
    [InlineData("/lock order-svc to production --reason migration --for 2h", "Locks order-svc to production for 2 h: “migration”")]
    [InlineData("/unlock order-svc", "Unlocks order-svc")]
    [InlineData("/deploy order-svc --override outage", "Asks for order-svc, although it is locked or not allowed: “outage”")]
    public void A_line_reads_as_what_it_would_do(string typed, string reads) => Assert.Equal(reads, string.Concat(Reads.Of(CommandParser.Parse(typed)).Select(s => s.Text)));

    [Fact]
    public async Task An_operator_is_offered_them_and_a_requester_is_not()
    {
        Assert.Equal(["/lock "], await Offered("/lo", Role.Operator));
        Assert.Empty(await Offered("/lo", Role.Requester));
        Assert.Equal(["/lock order-svc --reason "], await Offered("/lock order-svc --re", Role.Operator));
    }

    static async Task<IEnumerable<string>> Offered(string typed, Role role) =>
        (await Suggestions.For(typed, new SuggestionSources { May = r => r == role }, CancellationToken.None)).Select(s => s.Insert);
}
