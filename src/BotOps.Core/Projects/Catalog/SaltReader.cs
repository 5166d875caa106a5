using BotOps.Core.Hosts;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads how a host is reached by Salt.</summary>
static class SaltReader
{
    public const string Transport = "salt";

    public static SaltAccess Read(CatalogField salt)
    {
        salt.Knows("minion", "user");
        return new SaltAccess { Minion = salt["minion"].TextOrNull(CatalogNames.Minion), User = salt["user"].TextOrNull(CatalogNames.SystemUser) };
    }
}
