using BotOps.Core;
using BotOps.Verbs;

namespace BotOps.Tests.Verbs;

public class HeldPortTests
{
    [Fact]
    public void Two_that_start_at_once_get_two_ports()
    {
        using var one = HeldPort.Take("127.0.0.41", null);
        using var other = HeldPort.Take("127.0.0.41", null);

        Assert.NotEqual(one.Number, other.Number);
    }

    [Fact]
    public void A_port_that_was_asked_for_and_is_taken_is_named()
    {
        using var one = HeldPort.Take("127.0.0.42", null);

        var refused = Assert.Throws<UserError>(() => HeldPort.Take("127.0.0.42", one.Number));
        Assert.Contains($"{one.Number}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_let_go_it_can_be_had()
    {
        int number;
        using (var one = HeldPort.Take("127.0.0.43", null)) number = one.Number;

        using var again = HeldPort.Take("127.0.0.43", number);
        Assert.Equal(number, again.Number);
    }
}
