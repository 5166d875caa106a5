using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class RoleCommandTests
{
    [Theory]
    [InlineData("/botops grant @anna approver order-svc/production", true, "anna", Role.Approver, "order-svc/production")]
    [InlineData("/botops grant Anna Operator Order-svc", true, "anna", Role.Operator, "order-svc")]
    [InlineData("@botops revoke @lead-1 admin *", false, "lead-1", Role.Admin, "*")]
    [InlineData("revoke @lead-1 requester */staging", false, "lead-1", Role.Requester, "*/staging")]
    [InlineData("grant @slack/T0123ABCD/U0456EFGH admin *", true, "slack/T0123ABCD/U0456EFGH", Role.Admin, "*")] // nobody has it yet
    [InlineData("／ｂｏｔｏｐｓ　ｇｒａｎｔ　＠ａｎｎａ　ａｐｐｒｏｖｅｒ　＊", true, "anna", Role.Approver, "*")]
    public void Who_what_and_where_are_read(string typed, bool grants, string person, Role role, string scope)
    {
        var read = Assert.IsType<RoleInput>(CommandParser.Parse(typed));
        Assert.Equal((grants, person, role, scope), (read.Grants, read.Person, read.Role, read.Scope.ToString()));
    }

    [Theory]
    [InlineData("/botops grant @anna aprover order-svc", "There is no role aprover. Did you mean approver?", "aprover")]
    [InlineData("/botops grant @anna boss order-svc", "There is no role boss. There is requester, approver, operator and admin.", "boss")]
    [InlineData("/botops grant @@anna approver order-svc", "@@anna cannot be a person. Write their handle: @anna.", "@@anna")]
    [InlineData("/botops grant @anna approver order-svc/a/b", "order-svc/a/b does not say where. Write a project, a project and environment, or * for all: order-svc, order-svc/production, *.", "order-svc/a/b")]
    [InlineData("/botops grant @anna approver order-*", "order-* does not say where. Write a project, a project and environment, or * for all: order-svc, order-svc/production, *.", "order-*")]
    [InlineData("/botops grant @anna approver order-svc production", "production is one word too many. Write /botops grant <person> <role> <project> [--reason TEXT].", "production")]
    public void What_is_wrong_is_named(string typed, string told, string atFault)
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse(typed));
        Assert.Equal((told, atFault), (error.Message, error.AtFault));
    }

    [Theory]
    [InlineData("/botops history order-svc", "order-svc", null)]
    [InlineData("/botops history #42", null, 42L)]
    [InlineData("/botops history ＃４２", null, 42L)]
    [InlineData("/botops history", null, null)]
    public void A_history_is_of_a_project_or_of_a_release(string typed, string? project, long? release) =>
        Assert.Equal(new HistoryInput(project, release), CommandParser.Parse(typed));

    [Theory]
    [InlineData("/botops grant @anna", "form grant asks role and project")]
    [InlineData("/botops grant", "form grant asks person and role and project")]
    public void What_is_missing_is_asked_for(string typed, string asks)
    {
        var form = Assert.IsType<FormWanted>(CommandParser.Parse(typed));
        Assert.Equal(asks, $"form {form.Command} asks {string.Join(" and ", form.Missing)}");
    }

    [Fact]
    public async Task Persons_and_roles_are_offered_while_one_types()
    {
        var sources = new SuggestionSources { May = _ => true, Persons = _ => Task.FromResult<IReadOnlyList<Named>>([new("anna", "Anna"), new("ben", "Ben")]) };

        Assert.Equal(["/botops grant @anna "], (await Suggestions.For("/botops grant @a", sources, default)).Select(s => s.Insert));
        Assert.Equal(["/botops grant @anna approver "], (await Suggestions.For("/botops grant @anna app", sources, default)).Select(s => s.Insert));
    }
}
