using BotOps.Core.Scaling;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads how hosts are given back: <c>back</c> of an environment's <c>scaling</c>.</summary>
static class BackReader
{
    public static BackSettings Read(CatalogField back)
    {
        back.Knows("announce");
        var usual = new BackSettings();
        return new BackSettings { Announce = back["announce"].Time(usual.Announce, BackSettings.LongestAnnounce) };
    }
}
