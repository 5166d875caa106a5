using System.Globalization;
using BotOps.Core.Chat;

namespace BotOps.Core.Access;

/// <summary>What the owner of a lock that ends soon can press.</summary>
static class LockButtons
{
    public const string Keep = "lock-keep";
    public const string HandOver = "lock-hand-over";
    public const string Unlock = "lock-unlock";

    public static IReadOnlyList<Button> Of(EnvironmentLock held)
    {
        var value = held.Id.ToString(CultureInfo.InvariantCulture);
        return
        [
            new Button(Keep, Texts.KeepLockButton(held.Length), value, Main: true),
            new Button(HandOver, Texts.HandOverLockButton, value, Ask: Texts.HandOverTo),
            new Button(Unlock, Texts.UnlockButton, value),
        ];
    }

    public static bool Has(string? action) => action is Keep or HandOver or Unlock;
}
