using System.Globalization;

namespace BotOps.Sandbox.Cloud;

/// <summary>STS of 2015-04-01, and the metadata service of an instance, as the double answers them.</summary>
sealed class KeyCalls(CloudOffer offer, CloudKeys keys, TimeProvider clock)
{
    static readonly TimeSpan RoleKeyLives = TimeSpan.FromHours(6), NextRoleKey = TimeSpan.FromHours(1);
    CloudKey? ofRole;

    public Func<object> AssumeRole(CloudParameters p)
    {
        var (role, lives) = (p.Needed("RoleArn"), TimeSpan.FromSeconds(p.Number("DurationSeconds", 900, 43200, 3600)));
        p.Needed("RoleSessionName");
        p.Text("ExternalId");
        if (!offer.Roles.Contains(role)) throw new CloudError(404, "EntityNotExist.Role", "The role not exists.");
        return () =>
        {
            var key = keys.Give(lives);
            return new { Credentials = new { AccessKeyId = key.Id, AccessKeySecret = key.Secret, SecurityToken = key.Token, Expiration = Second(key.Ends!.Value) } };
        };
    }

    public static Func<object> GetCallerIdentity(CloudParameters p) => () => new { AccountId = "1234567890123456", Arn = "acs:ram::1234567890123456:user/botops", IdentityType = "RAMUser" };

    /// <summary>The same key until its last hour, then the next one.</summary>
    public object OfInstanceRole()
    {
        if (ofRole is null || ofRole.Ends - NextRoleKey <= clock.GetUtcNow()) ofRole = keys.Give(RoleKeyLives);
        return new { Code = "Success", AccessKeyId = ofRole.Id, AccessKeySecret = ofRole.Secret, SecurityToken = ofRole.Token, Expiration = Second(ofRole.Ends!.Value) };
    }

    static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
