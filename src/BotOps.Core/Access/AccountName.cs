namespace BotOps.Core.Access;

/// <summary>An account as it is written in configuration and catalog: <c>slack/T012/U345</c>; <c>os/anna</c> is <c>os/*/anna</c>.</summary>
public sealed record AccountName(string Platform, string Tenant, string Id)
{
    /// <summary>Null: it is none.</summary>
    public static AccountName? Parse(string text) => text.Split('/', 3) switch
    {
        [OsUser.Platform, { Length: > 0 } user] => new AccountName(OsUser.Platform, OsUser.AnyMachine, user),
        [{ Length: > 0 } platform, { Length: > 0 } tenant, { Length: > 0 } id] when !text.Any(char.IsWhiteSpace) => new AccountName(platform, tenant, id),
        _ => null,
    };

    public override string ToString() => $"{Platform}/{Tenant}/{Id}";
}
