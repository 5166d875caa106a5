using System.Net.Sockets;
using BotOps.Core;
using Renci.SshNet.Common;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>Why a server could not be reached, in words that say what to do.</summary>
static class SshFailure
{
    public static string Of(Exception error, SshTarget target, SshOptions options) => error switch
    {
        SocketException socket => Of(socket, target, options),
        SshAuthenticationException => Texts.Ssh.LoginRefused(target.User, target.Server, target.Key!),
        OperationCanceledException or SshOperationTimeoutException => Texts.Ssh.NoAnswer(target.Server, options.ConnectLimit),
        SshConnectionException { InnerException: SocketException socket } => Of(socket, target, options),
        SshConnectionException or IOException => Texts.Ssh.HungUp(target.Server, error.Message),
        _ => Texts.Ssh.Failed(target.Server, error.Message),
    };

    static string Of(SocketException error, SshTarget target, SshOptions options) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Texts.Ssh.Refused(target.Server),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => Texts.Ssh.NoRoute(target.Server),
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => Texts.Ssh.NoSuchName(target.Address),
        SocketError.TimedOut => Texts.Ssh.NoAnswer(target.Server, options.ConnectLimit),
        _ => Texts.Ssh.HungUp(target.Server, error.Message),
    };
}

/// <summary>The connection broke while something ran over it; a new one may go on.</summary>
sealed class SshBroken(string why, Exception? inner = null) : Exception(why, inner);
