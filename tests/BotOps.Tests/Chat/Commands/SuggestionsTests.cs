using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class SuggestionsTests
{
    static readonly SuggestionSources Sources = new()
    {
        May = role => role == Role.Requester,
        Projects = _ => List("order-svc", "pay-svc", "report-svc"),
        References = (project, _, _) => List("master", $"{project}/next"),
        Environments = (_, _) => List("production", "staging"),
        Hosts = (_, environment, _) => List($"{environment}-01", $"{environment}-02"),
        Releases = (_, _) => List("43", "42"),
    };

    [Theory]
    [InlineData("/de", "/deploy ")]
    [InlineData("/botops pa", "/botops pause |/botops campaigns")]
    [InlineData("/deploy re", "/deploy report-svc ")]
    [InlineData("/deploy order-svc ma", "/deploy order-svc master ")]
    [InlineData("/deploy order-svc master to ", "/deploy order-svc master to production |/deploy order-svc master to staging ")]
    [InlineData("/deploy order-svc master to s", "/deploy order-svc master to staging ")]
    [InlineData("/deploy order-svc master --se", "/deploy order-svc master --serial ")]
    [InlineData("/deploy order-svc —se", "/deploy order-svc --serial ")]
    [InlineData("/deploy order-svc --pause ", "/deploy order-svc --pause none |/deploy order-svc --pause first |/deploy order-svc --pause each ")]
    [InlineData("/deploy order-svc --batch ", "/deploy order-svc --batch 1,25%,100% ")]
    [InlineData("/deploy order-svc to staging --hosts staging-01,", "/deploy order-svc to staging --hosts staging-01,staging-02")]
    [InlineData("/botops pause ", "/botops pause 43 |/botops pause 42 ")]
    [InlineData("/botops approve ", "")]
    [InlineData("/deploy order-svc --note \"to ", "")]
    [InlineData("lunch at noon?", "")]
    public async Task What_may_come_next(string typed, string lines) =>
        Assert.Equal(lines, string.Join('|', (await Suggestions.For(typed, Sources, CancellationToken.None)).Select(s => s.Insert)));

    [Fact]
    public async Task Options_that_are_used_or_excluded_are_not_offered_again()
    {
        var options = (await Suggestions.For("/deploy order-svc master --serial --plan --", Sources, CancellationToken.None)).Select(s => s.Label).ToList();

        Assert.Contains("--wait T", options);
        Assert.DoesNotContain("--serial", options);
        Assert.DoesNotContain("--plan", options);
        Assert.DoesNotContain("--batch LIST", options);
    }

    [Fact]
    public async Task Each_option_is_explained() =>
        Assert.Contains(new Suggestion("/deploy report-svc release/11.3 --batch ", "--batch LIST", "Wave sizes: 3, 25% or 1,25%,100%"),
            await Suggestions.For("/deploy report-svc release/11.3 --", Sources, CancellationToken.None));

    static Task<IReadOnlyList<Named>> List(params string[] names) => Task.FromResult<IReadOnlyList<Named>>([.. names.Select(n => new Named(n))]);
}
